/** Each snippet, expanded and put where it belongs, must leave nothing to complain about. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { task } from './cli.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly include: readonly string[];
  readonly body: readonly string[];
}

function read(path: string): Snippet[] {
  return Object.values(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, Snippet>);
}

const FILES = read('snippets/files.json');
const PARTS = read('snippets/parts.json');

/** The texts that a body can become with its defaults: one for each choice of each placeholder. */
function expansions({ body }: Snippet): string[] {
  const text = body.join('\n');
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

/** A task definition with members of a snippet in it and others that it needs. */
function inTask(part: string, more: Members = {}, container: Members = {}): string {
  return JSON.stringify({ ...JSON.parse(task({}, container)), ...JSON.parse(`{${part}}`), ...more });
}

function inContainer(part: string, more: Members = {}, others: object[] = []): string {
  const base = JSON.parse(task()) as { containerDefinitions: object[] };
  const [web] = base.containerDefinitions;
  return JSON.stringify({
    ...base,
    ...more,
    containerDefinitions: [{ ...web, ...JSON.parse(`{${part}}`) }, ...others],
  });
}

function asContainer(part: string): string {
  const base = JSON.parse(task()) as { containerDefinitions: object[] };
  const [web] = base.containerDefinitions;
  return JSON.stringify({ ...base, containerDefinitions: [{ ...web, name: 'first' }, JSON.parse(part)] });
}

const web = () => (JSON.parse(task()) as { containerDefinitions: object[] }).containerDefinitions[0]!;
const ENDS = () => ({
  ...web(),
  name: 'migrate',
  essential: false,
  healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
});

/** Where each part belongs, with what it refers to. */
const PLACES: Readonly<Record<string, (part: string) => string>> = {
  'ecs-container': asContainer,
  'ecs-ports': inContainer,
  'ecs-awslogs': inContainer,
  'ecs-awsfirelens': (part) =>
    inContainer(part, {}, [{ ...web(), name: 'log-router', firelensConfiguration: { type: 'fluentbit' } }]),
  'ecs-log-router': asContainer,
  'ecs-health-check': inContainer,
  'ecs-environment': inContainer,
  'ecs-environment-file': inContainer,
  'ecs-secret': inContainer,
  'ecs-secret-parameter': inContainer,
  'ecs-depends-on': (part) => inContainer(part, {}, [ENDS()]),
  'ecs-ulimits': inContainer,
  'ecs-mount': (part) => inContainer(part, { volumes: [{ name: 'data' }] }),
  'ecs-efs-volume': (part) => inTask(part, {}, { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
  'ecs-shared-volume': (part) => inTask(part, {}, { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
  'ecs-restart-policy': inContainer,
  'ecs-init': inContainer,
  'ecs-read-only': inContainer,
  'ecs-pull-credentials': (part) => inContainer(`"image": "registry.example.com/web:1.0.0", ${part}`),
  'ecs-gpus': (part) => inContainer(part, { requiresCompatibilities: ['EC2'] }),
  'ecs-roles': inTask,
  'ecs-fargate-size': inTask,
  'ecs-platform': inTask,
  'ecs-ephemeral-storage': inTask,
  'ecs-tags': inTask,
};

describe('whole files', () => {
  for (const snippet of FILES) {
    test(snippet.prefix, () => {
      for (const text of expansions(snippet)) {
        assert.ok(analyse(text, 'x.json').detection.accepted, 'is recognised under any name');
        assert.deepEqual(complaints(text), []);
      }
    });
  }
});

describe('parts', () => {
  for (const snippet of PARTS) {
    test(snippet.prefix, () => {
      const place = PLACES[snippet.prefix];
      assert.ok(place, 'has a place in PLACES');
      for (const text of expansions(snippet)) assert.deepEqual(complaints(place(text)), []);
    });
  }
});

test('a snippet with a mistake would be found', () => {
  const [first] = FILES;
  assert.notDeepEqual(complaints(expand(first!.body.join('\n').replace('"awsvpc"', '"bridge"'), [0])), []);
  assert.notDeepEqual(complaints(PLACES['ecs-mount']!('"mountPoints": [{ "sourceVolume": "other" }]')), []);
});

test('all are named and offered alike', () => {
  const all = [...FILES, ...PARTS];
  const prefixes = all.map(({ prefix }) => prefix);
  assert.equal(new Set(prefixes).size, prefixes.length);
  for (const { prefix, description, include, body } of all) {
    assert.match(prefix, /^ecs-[a-z0-9-]+$/);
    assert.match(description, /^[A-Z].*[^.]$/);
    assert.deepEqual(include, all[0]!.include);
    assert.match(body.join('\n'), /\$0$/, 'the cursor ends behind it');
  }
  assert.deepEqual(Object.keys(PLACES).sort(), PARTS.map(({ prefix }) => prefix).sort());
});

test('the extension contributes them for the languages that it knows', () => {
  const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    contributes: { snippets: { language: string; path: string }[] };
  };
  assert.deepEqual(
    contributes.snippets.map(({ language, path }) => `${language} ${path}`).sort(),
    ['json', 'jsonc'].flatMap((language) => ['files', 'parts'].map((name) => `${language} ./snippets/${name}.json`)),
  );
});
