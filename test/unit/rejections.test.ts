/**
 * The policy of severities: an error means that somebody refuses the file for sure, and says who. What RegisterTaskDefinition refuses is an error; what
 * nobody is known to refuse is none.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import type { Refuser } from '../../server/src/model/refusal.ts';
import { CATALOGUE } from '../../server/src/rules/catalogue.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { RULES } from '../../server/src/rules/index.generated.ts';

/** What the whole check finds in a text. */
function findingsIn(text: string): readonly Finding[] {
  return analyse(text, 'task-definition.json', 'asked').findings;
}

/** A task definition with one container, which has these members as well. */
function withContainer(members: object, more: object = {}): string {
  const container = { name: 'web', image: 'nginx:1.27', memory: 128, ...members };
  return JSON.stringify({ family: 'web', containerDefinitions: [container], ...more });
}

describe('a rule that quotes a rejection', () => {
  const quoting = RULES.filter(({ rejection }) => rejection);
  assert.ok(quoting.length > 60, `${quoting.length} rules`);
  for (const rule of quoting) {
    test(`says who refuses: ${rule.id}`, () => assert.ok(rule.refusedBy));
  }
});

describe('what RegisterTaskDefinition or the AWS CLI refuses is an error', () => {
  for (const rule of RULES.filter(({ refusedBy }) => refusedBy === 'registration')) {
    test(rule.id, () => {
      assert.equal(rule.severity, 'error');
      if (!rule.rejection) return;
      for (const text of RULE_EXAMPLES[rule.id]!.bad) {
        const { findings, tasks } = analyse(text, 'task-definition.json', 'asked');
        // A bare list may be joined with others before it is registered.
        if (tasks[0]?.isBareList) continue;
        for (const finding of findings) {
          if (finding.rule !== rule.id || finding.rejection === '') continue;
          assert.equal(finding.severity, 'error', finding.message);
        }
      }
    });
  }
});

describe('an error says who refuses', () => {
  test('in the catalogue', () => {
    for (const { id, severity, refusedBy } of CATALOGUE) assert.ok(severity !== 'error' || refusedBy, id);
  });

  for (const [id, { bad }] of Object.entries(RULE_EXAMPLES)) {
    test(`in each finding of ${id}`, () => {
      for (const text of bad)
        for (const { rule, severity, refusedBy, message } of findingsIn(text))
          assert.ok(severity !== 'error' || refusedBy, `${rule}: ${message}`);
    });
  }
});

describe('who refuses is told case by case', () => {
  const docker = (dockerVolumeConfiguration: object) =>
    withContainer({}, { volumes: [{ name: 'data', dockerVolumeConfiguration }] });
  const STREAM = 'log-awslogs-stream-prefix-format';
  const FARGATE = { requiresCompatibilities: ['FARGATE'] };
  const logging = (options: object, more: object = {}) =>
    withContainer({ logConfiguration: { logDriver: 'awslogs', options } }, more);
  const template = (Properties: object) =>
    JSON.stringify({ Resources: { Web: { Type: 'AWS::ECS::TaskDefinition', Properties } } });
  const cases: readonly [name: string, text: string, rule: string, refusedBy: Refuser | undefined][] = [
    ['text that is no JSON', '{ "family": "web", ', 'td-invalid-json', 'cli'],
    ['a file that is a text', '"web"', 'wrong-type', 'cli'],
    ['a wrong type', withContainer({ cpu: '10' }), 'wrong-type', 'cli'],
    ['a misspelt member', withContainer({ envirnoment: [] }), 'unknown-property', 'cli'],
    ["CloudFormation's spelling", withContainer({ PortMappings: [] }), 'td-cfn-casing', 'cli'],
    ['a member that the API requires', '{ "containerDefinitions": [] }', 'missing-property', 'cli'],
    [
      'a member that ECS requires',
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "memory": 128 }] }',
      'missing-property',
      'registration',
    ],
    ['a value beyond the list', withContainer({}, { networkMode: 'vpc' }), 'unknown-value', 'registration'],
    [
      'a port beyond the range',
      withContainer({ portMappings: [{ containerPort: 70000 }] }),
      'out-of-range',
      'registration',
    ],
    ['a family with a dot', withContainer({}, { family: 'web.app' }), 'wrong-format', 'registration'],
    [
      'a kernel parameter of the host',
      withContainer({ systemControls: [{ namespace: 'vm.swappiness', value: '1' }] }),
      'wrong-format',
      'start',
    ],
    [
      'a wrong type in a CloudFormation template',
      template({ ContainerDefinitions: [{ Name: 'web', Image: 'nginx:1.27', Memory: 128, PortMappings: 80 }] }),
      'wrong-type',
      'cloudformation',
    ],
    [
      'a family with a dot in a CloudFormation template',
      template({
        Family: 'web.app',
        ContainerDefinitions: [{ Name: 'web', Image: 'nginx:1.27', Memory: 128 }],
      }),
      'wrong-format',
      'registration',
    ],
    ['a link to nobody', withContainer({ links: ['db'] }), 'container-links-unknown', 'start'],
    ['a link to itself', withContainer({ links: ['web'] }), 'container-links-unknown', 'registration'],
    ['autoprovision', docker({ autoprovision: true }), 'volume-docker-autoprovision-scope', 'registration'],
    ['no autoprovision', docker({ autoprovision: false }), 'volume-docker-autoprovision-scope', 'start'],
    ['a stream that an instance does without', logging({ 'awslogs-stream-prefix': 'a:b' }), STREAM, undefined],
    ['a stream that blocks', logging({ 'awslogs-stream-prefix': 'a:b', mode: 'blocking' }), STREAM, 'start'],
    ['a log group on Fargate', logging({ 'awslogs-group': 'a b' }, FARGATE), 'log-awslogs-group-name', 'start'],
    ['a log group on an instance', logging({ 'awslogs-group': 'a b' }), 'log-awslogs-group-name', undefined],
    ['a member that nobody knows', withContainer({ colour: 'red' }), 'unknown-property', undefined],
  ];
  for (const [name, text, rule, refusedBy] of cases) {
    test(name, () => {
      const found = findingsIn(text).filter((finding) => finding.rule === rule);
      assert.ok(
        found.length > 0,
        findingsIn(text)
          .map((finding) => finding.rule)
          .join(),
      );
      assert.deepEqual([...new Set(found.map((finding) => finding.refusedBy))], [refusedBy]);
    });
  }
});
