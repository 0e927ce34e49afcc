/** Each snippet, expanded and put where it belongs, must leave nothing to complain about. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import type { FragmentPlace } from '../../server/src/features/completion/fragments.ts';
import { task } from './cli.ts';
import { offer, snippets, taken } from './completing.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

interface Fragment extends Snippet {
  readonly place: FragmentPlace;
}

function read<T extends Snippet>(path: string): T[] {
  return Object.values(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, T>);
}

const FILES = read<Snippet>('snippets/files.json');
const FRAGMENTS = read<Fragment>('snippets/fragments.json');

/** The texts that a snippet can become with its defaults: one for each choice of each placeholder. */
function expansions(text: string): string[] {
  const choices = [...text.matchAll(/\$\{\d+\|([^|]*)\|\}/g)].map(([, list]) => list!.split(','));
  const picks = [choices.map(() => 0)];
  choices.forEach((list, i) => {
    for (let pick = 1; pick < list.length; pick++) picks.push(choices.map((_, at) => (at === i ? pick : 0)));
  });
  return picks.map((pick) => expand(text, pick));
}

/** Text as an editor inserts it: placeholders with their defaults, mirrors with what the first one holds. */
function expand(text: string, picks: readonly number[]): string {
  const values = new Map<string, string>();
  let choice = 0;
  return text.replaceAll(
    /\\([\\$}])|\$\{(\d+):((?:[^\\}]|\\.)*)\}|\$\{(\d+)\|([^|]*)\|\}|\$\{?(\d+)\}?/g,
    (_, escaped, number, value, chosen, list, mirror) => {
      if (escaped !== undefined) return escaped;
      if (chosen !== undefined) return list.split(',')[picks[choice++]!]!;
      if (mirror !== undefined) return values.get(mirror) ?? '';
      if (!values.has(number)) values.set(number, value.replaceAll(/\\(.)/g, '$1'));
      assert.equal(value, values.get(number), `placeholder ${number} has two defaults`);
      return values.get(number)!;
    },
  );
}

/** The errors and warnings of a text; a text that is no plain JSON fails at once. */
function complaints(text: string): string[] {
  JSON.parse(text);
  return analyse(text, 'task-definition.json')
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

interface Members {
  readonly [name: string]: unknown;
}

/** What a fragment needs around it. */
interface Around {
  readonly task?: Members;
  readonly container?: Members;
  readonly others?: readonly object[];
}

const web = (JSON.parse(task()) as { containerDefinitions: object[] }).containerDefinitions[0]!;
const ENDS = {
  ...web,
  name: 'migrate',
  essential: false,
  healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
};
const ROUTER = { ...web, name: 'log-router', firelensConfiguration: { type: 'fluentbit' } };
const MOUNTED: Around = { container: { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] } };

const SENDS = { ...web, name: 'sends', logConfiguration: { logDriver: 'awsfirelens' } };

const AROUND: Readonly<Record<string, Around>> = {
  'ecs-log-router': { others: [SENDS] },
  'ecs-awsfirelens': { others: [ROUTER] },
  'ecs-depends-on': { others: [ENDS] },
  'ecs-mount': { task: { volumes: [{ name: 'data' }] } },
  'ecs-efs-volume': MOUNTED,
  'ecs-shared-volume': MOUNTED,
  'ecs-pull-credentials': { container: { image: 'registry.example.com/web:1.0.0' } },
  'ecs-gpus': { task: { requiresCompatibilities: ['EC2'] } },
};

/** A task definition with nothing wrong and, at `|`, a half-typed key or item where a fragment belongs. */
function placeFor({ place, body }: Fragment, { task: members = {}, container = {}, others = [] }: Around): string {
  const text = expand(body.join('\n'), [0, 0]);
  const own = place === 'containerDefinitions' ? [] : Object.keys(JSON.parse(`{${text}}`));
  const free = (object: Members) => Object.entries(object).filter(([name]) => !own.includes(name));
  const mark = (here: FragmentPlace) => (here === place ? { '|': null } : {});
  const { containerDefinitions: _, ...base } = JSON.parse(task()) as Members;
  const containers = [
    { ...Object.fromEntries(free({ ...web, ...container })), ...mark('container') },
    ...others,
    ...(place === 'containerDefinitions' ? ['|'] : []),
  ];
  const whole = {
    ...Object.fromEntries(free({ ...base, ...members })),
    ...mark('task'),
    containerDefinitions: containers,
  };
  return JSON.stringify(whole, null, 2).replace('"|": null', '"|"').replace('"name": "web"', '"name": "first"');
}

/** What becomes of a text in which a fragment is taken, one for each choice of each placeholder. */
function outcomes(fragment: Fragment, around: Around = AROUND[fragment.prefix] ?? {}): string[] {
  const marked = placeFor(fragment, around);
  const item = snippets(marked).get(fragment.prefix);
  assert.ok(item, `is offered in\n${marked}`);
  return expansions(item.textEdit!.newText).map((text) => taken(marked, item, text));
}

describe('whole files', () => {
  for (const snippet of FILES) {
    test(snippet.prefix, () => {
      for (const text of expansions(snippet.body.join('\n'))) {
        assert.ok(analyse(text, 'x.json').detection.accepted, 'is recognised under any name');
        assert.deepEqual(complaints(text), []);
      }
    });
  }
});

describe('fragments', () => {
  for (const fragment of FRAGMENTS) {
    test(fragment.prefix, () => {
      const all = outcomes(fragment);
      for (const text of all) assert.deepEqual(complaints(text), []);
      const byItself = offer(placeFor(fragment, AROUND[fragment.prefix] ?? {})).taking(fragment.prefix);
      assert.equal(byItself, all[0], 'without snippets the defaults stand there');
    });
  }
});

test('a snippet with a mistake would be found', () => {
  const [first] = FILES;
  assert.notDeepEqual(complaints(expand(first!.body.join('\n').replace('"awsvpc"', '"bridge"'), [0])), []);
  const mount = FRAGMENTS.find(({ prefix }) => prefix === 'ecs-mount')!;
  assert.notDeepEqual(outcomes(mount, {}).flatMap(complaints), [], 'a volume that is not there');
});

test('all are named alike', () => {
  const all: Snippet[] = [...FILES, ...FRAGMENTS];
  const prefixes = all.map(({ prefix }) => prefix);
  assert.equal(new Set(prefixes).size, prefixes.length);
  for (const { prefix, description } of all) {
    assert.match(prefix, /^ecs-[a-z0-9-]+$/);
    assert.match(description, /^[A-Z].*[^.]$/);
  }
});

test('whole files end with the cursor behind them', () => {
  for (const { body } of FILES) assert.match(body.join('\n'), /\$0$/);
});

test('fragments say their place, and have only places to fill in that every client gets filled', () => {
  for (const { prefix, place, body } of FRAGMENTS) {
    assert.ok(['container', 'task', 'containerDefinitions'].includes(place), `${prefix}: ${place}`);
    const rest = body.join('\n').replaceAll(/\$\{\d+(?::[^${}\\]+|\|[^|{}$\\]+\|)\}/g, '');
    assert.doesNotMatch(rest, /\$/, prefix);
  }
  const prefixes = FRAGMENTS.map(({ prefix }) => prefix);
  assert.deepEqual(
    Object.keys(AROUND).filter((prefix) => !prefixes.includes(prefix)),
    [],
  );
});

// The editor would offer them everywhere in the file, inside of texts too.
test('the extension leaves all snippets to the server', () => {
  const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { contributes: object };
  assert.ok(!('snippets' in contributes));
});
