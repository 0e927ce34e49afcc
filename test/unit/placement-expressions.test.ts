import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';

const messagesFor = (expression: string) =>
  analyse(
    JSON.stringify({
      family: 'web',
      requiresCompatibilities: ['EC2'],
      networkMode: 'bridge',
      placementConstraints: [{ type: 'memberOf', expression }],
      containerDefinitions: [{ name: 'web', image: 'nginx:1.27', memory: 128 }],
    }),
    'task-definition.json',
    'asked',
  )
    .findings.filter(({ rule }) => rule === 'td-placement-constraint-expression')
    .map(({ message }) => message);

/** What the message names as the cause. */
const FAULTS: readonly (readonly [expression: string, cause: RegExp])[] = [
  ['(attribute:x == y', /not closed: add "\)"/],
  ['((attribute:x == y) and attribute:z exists', /not closed: add "\)"/],
  ['attribute:x == y)', /not open: remove "\)"/],
  ['(attribute:x == y)) or attribute:z exists', /not open: remove "\)"/],
  ['attribute:x in [a, b', /list that is not closed: add "]"/],
  ['attribute:x not_in [a, b and attribute:y exists', /list that is not closed/],
  ['attribute:x in a, b', /no list after "in"/],
  ['attribute:x !in (a, b)', /no list after "!in"/],
  ['attribute:x == y and', /ends with "and"/],
  ['attribute:x == y ||', /ends with "\|\|"/],
  ['or attribute:x == y', /begins with "or"/],
  ['attribute:x == y and or attribute:z exists', /between "and" and "or"/],
  ['attribute:x == y and ()', /between "\(" and "\)"/],
  ['(attribute:x == y and)', /between "and" and "\)"/],
  ['attribute:x ==', /no value after "=="/],
  ['(attribute:x =~) and attribute:y exists', /no value after "=~"/],
  ['attribute:x like t3.*', /has "like" as its operator/],
  ['attribute:x == y attribute:z == 1', /"and" or "or" before "attribute:z"/],
];

/** What the guide does not forbid, or does not speak of. */
const SILENT = [
  'attribute:x =~ (t2|t3).*',
  '(attribute:x =~ (t2|t3).*',
  'attribute:x == two words',
  'attribute:x == "open',
  'attribute:a == b&&attribute:c!=d||!(attribute:e exists)',
  'attribute:x == and-more or task:group == or',
  'not (not attribute:x exists)',
  'attribute:x in []',
];

test('the first fault of a placement expression is named by its cause', () => {
  for (const [expression, cause] of FAULTS) {
    const messages = messagesFor(expression);
    assert.equal(messages.length, 1, `${expression}: ${messages.join(' / ')}`);
    assert.match(messages[0]!, cause, expression);
    assert.ok(messages[0]!.length < 100, messages[0]);
  }
});

test('nothing is said of an expression that ECS may read', () => {
  for (const expression of SILENT) assert.deepEqual(messagesFor(expression), [], expression);
});
