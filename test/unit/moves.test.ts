/** A member in the wrong place is moved with the value that stood in the file, and nothing is invented. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { editsOf } from '../../server/src/rules/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';

type Members = Readonly<Record<string, unknown>>;

const WEB = { name: 'web', image: 'nginx:1.27', memory: 128 };

function task(container: Members, members: Members = {}): string {
  return JSON.stringify({ family: 'web', ...members, containerDefinitions: [{ ...WEB, ...container }] });
}

function moved(text: string, key: string): Members & { containerDefinitions: [Members] } {
  const { document, findings } = analyse(text, 'task-definition.json', 'asked');
  const finding = findings.find(
    ({ rule, message }) => /^(?:unknown-property|wrong-type)$/.test(rule) && message.includes(`"${key}"`),
  );
  assert.ok(finding, `nothing about ${key}: ${findings.map(({ message }) => message).join('; ')}`);
  return JSON.parse(applyEdits(text, editsOf(document, finding.fixes[0]!)));
}

const ROLE = 'arn:aws:iam::444455556666:role/prodExec';
const TASK_MEMBERS: Members = {
  executionRoleArn: ROLE,
  taskRoleArn: ROLE,
  networkMode: 'host',
  requiresCompatibilities: ['EC2'],
  volumes: [{ name: 'd', host: { sourcePath: '/dk' } }],
};
for (const [key, value] of Object.entries(TASK_MEMBERS)) {
  test(`${key} goes from a container to the task`, () => {
    const after = moved(task({ [key]: value }), key);
    assert.deepEqual(after[key], value);
    assert.deepEqual(after.containerDefinitions, [WEB]);
  });
}

test('volumes join those that the task has', () => {
  const after = moved(task({ volumes: [{ name: 'b' }] }, { volumes: [{ name: 'a' }] }), 'volumes');
  assert.deepEqual(after.volumes, [{ name: 'a' }, { name: 'b' }]);
});

test('another value at the task level is not overwritten', () => {
  const after = moved(task({ executionRoleArn: ROLE }, { executionRoleArn: `${ROLE}2` }), 'executionRoleArn');
  assert.equal(after.executionRoleArn, `${ROLE}2`);
});

const CONTAINER_MEMBERS: Members = {
  portMappings: [{ containerPort: 80 }],
  environment: [{ name: 'A', value: 'b' }],
  command: ['npm', 'start'],
};
for (const [key, value] of Object.entries(CONTAINER_MEMBERS)) {
  test(`${key} goes from the task into its one container`, () => {
    const after = moved(task({}, { [key]: value }), key);
    assert.equal(after[key], undefined);
    assert.deepEqual(after.containerDefinitions, [{ ...WEB, [key]: value }]);
  });
}

test('a variable with valueFrom becomes a secret', () => {
  const entry = { name: 'A', valueFrom: '/db' };
  const kept = { name: 'B', value: '1' };
  const alone = moved(task({ environment: [entry] }), 'valueFrom').containerDefinitions[0];
  assert.deepEqual(alone, { ...WEB, secrets: [entry] });
  const other = { name: 'C', valueFrom: '/c' };
  const beside = moved(task({ environment: [entry, kept], secrets: [other] }), 'valueFrom').containerDefinitions[0];
  assert.deepEqual(beside, { ...WEB, environment: [kept], secrets: [other, entry] });
});

test('key and value become name and value', () => {
  const after = moved(task({ environment: [{ key: 'A', value: 'b' }] }), 'key').containerDefinitions[0];
  assert.deepEqual(after, { ...WEB, environment: [{ name: 'A', value: 'b' }] });
});
