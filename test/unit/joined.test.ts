/** One fault is told once, though several rules see it: by the gravest, with the others' places and reasons. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { applyConfig, parseConfig } from '../../server/src/config/config.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

const IMAGE = '444455556666.dkr.ecr.eu-west-1.amazonaws.com/web:1';
const LOGS = {
  logDriver: 'awslogs',
  options: { 'awslogs-group': '/ecs/web', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' },
};

function task(container: object, more: object = {}): string {
  return JSON.stringify(
    {
      family: 'web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      ...more,
      containerDefinitions: [{ name: 'web', image: IMAGE, ...container }],
    },
    null,
    2,
  );
}

function loud(text: string, file = 'task-definition.json') {
  return analyse(text, file, 'asked').findings.filter(({ severity }) => severity !== 'info');
}

describe('a missing execution role', () => {
  const all = task({
    logConfiguration: LOGS,
    secrets: [{ name: 'A', valueFrom: '/web/a' }],
    environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::web/a.env' }],
  });

  test('is one error that names all that need it', () => {
    const [only, ...others] = loud(all);
    assert.deepEqual(others, []);
    assert.equal(only!.rule, 'image-ecr-execution-role');
    assert.equal(only!.severity, 'error');
    assert.equal(only!.refusedBy, 'registration');
    assert.match(only!.message, /add "executionRoleArn" \(also for awslogs, secrets and environment files\)$/);
    const places = only!.related.map(({ offset, length }) => all.slice(offset, offset + length));
    for (const place of ['"awslogs"', '"secrets"', '"environmentFiles"']) assert.ok(places.includes(place), place);
  });

  test('is gone with its fix', () => {
    const { document, findings } = analyse(all, 'task-definition.json', 'asked');
    const [finding] = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(loud(applyEdits(all, editsOf(document, finding!.fixes[0]!))), []);
  });

  test('stays an error where a warning comes first in the text', () => {
    const text = `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128,
      "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::web/a.env" }],
      "secrets": [{ "name": "A", "valueFrom": "/web/a" }] }] }`;
    const [only, ...others] = loud(text);
    assert.deepEqual(others, []);
    assert.equal(only!.rule, 'secret-execution-role');
    assert.equal(only!.severity, 'error');
    assert.match(only!.message, /\(also for environment files\)$/);
  });

  test('is told by the others if one is switched off', () => {
    const names = ['image-ecr-execution-role', 'log-awslogs-execution-role', 'secret-execution-role'];
    for (const off of names) {
      const config = parseConfig(JSON.stringify({ rules: { [off]: 'off' } }));
      const left = applyConfig(config, 'task-definition.json', analyse(all, 'task-definition.json', 'asked').findings);
      const errors = left.filter(({ severity }) => severity === 'error');
      assert.deepEqual(
        errors.map(({ rule }) => rule),
        [names.find((name) => name !== off)],
      );
      assert.match(errors[0]!.message, /also for/);
    }
  });

  test('is told by the others if a comment switches one off at its place', () => {
    const [before, after] = all.split('      "image"');
    const text = `${before}      // taskdef-disable-next-line image-ecr-execution-role\n      "image"${after}`;
    const errors = loud(text).filter(({ rule, severity }) => severity === 'error' && rule !== 'td-invalid-json');
    assert.deepEqual(
      errors.map(({ rule }) => rule),
      ['log-awslogs-execution-role'],
    );
  });

  test('counts as a warning where the settings make it one, and as an error for what else needs it', () => {
    const config = parseConfig(JSON.stringify({ rules: { 'image-ecr-execution-role': 'warning' } }));
    const left = applyConfig(config, 'task-definition.json', analyse(all, 'task-definition.json', 'asked').findings);
    const errors = left.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ rule }) => rule),
      ['log-awslogs-execution-role'],
    );
  });

  test('is one for each task definition of a file', () => {
    const resource = (id: string) => `resource "aws_ecs_task_definition" "${id}" {
  family                   = "${id}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{ name = "web", image = "${IMAGE}", logConfiguration = ${JSON.stringify(LOGS).replaceAll(':', ' = ')} }])
}
`;
    const text = resource('one') + resource('two');
    assert.deepEqual(
      loud(text, 'main.tf').map(({ rule, message }) => [rule, /also for awslogs/.test(message)]),
      [
        ['image-ecr-execution-role', true],
        ['image-ecr-execution-role', true],
      ],
    );
  });
});

describe('missing options of awslogs', () => {
  test('are one error', () => {
    const text = task({ logConfiguration: { logDriver: 'awslogs' } }, { executionRoleArn: 'ecsTaskExecutionRole' });
    const [only, ...others] = loud(text);
    assert.deepEqual(others, []);
    assert.match(only!.message, /"awslogs-group".*\(also "awslogs-region" and "awslogs-stream-prefix"\)$/);
  });

  test('are one for each container', () => {
    const web = { name: 'web', image: 'example.com/web:1', memory: 128, logConfiguration: { logDriver: 'awslogs' } };
    const text = JSON.stringify({ family: 'web', containerDefinitions: [web, { ...web, name: 'side' }] });
    assert.deepEqual(
      loud(text).map(({ rule }) => rule),
      ['log-awslogs-group-required', 'log-awslogs-group-required'],
    );
  });
});

/** Faults of their own that one edit happens to repair: one would be left if the other were mended in another way. */
const OF_THEIR_OWN = [
  'td-appmesh-eol and td-proxy-container-unknown',
  'td-appmesh-eol and windows-proxy',
  'td-proxy-container-unknown and windows-proxy',
  'network-host-mode and port-range-network-mode',
];

test('no fault of any example is told twice, by findings that the same edit repairs', () => {
  const twice: string[] = [];
  for (const text of new Set(Object.values(RULE_EXAMPLES).flatMap(({ bad, good }) => [...bad, ...good]))) {
    const { document, findings } = analyse(text, 'task-definition.json', 'asked');
    const known = new Map<string, string>();
    for (const { rule, fixes } of findings) {
      const [first] = fixes;
      if (!first) continue;
      const key = JSON.stringify(editsOf(document, first));
      const other = known.get(key);
      if (other !== undefined) twice.push([other, rule].sort().join(' and '));
      known.set(key, rule);
    }
  }
  assert.deepEqual([...new Set(twice)].filter((pair) => !OF_THEIR_OWN.includes(pair)).sort(), []);
});
