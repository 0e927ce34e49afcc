/** What is offered to be cleaned when it is pasted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPrinted } from '../../client/src/printed.ts';

const TASK = { family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx:1.29' }] };
const PRINTED = { taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3', revision: 3, ...TASK };

test('what the console and the command line print', () => {
  for (const value of [
    PRINTED,
    { taskDefinition: PRINTED, tags: [] },
    { taskDefinition: TASK },
    { ...TASK, registeredBy: 'x' },
  ])
    for (const text of [JSON.stringify(value), `\n ${JSON.stringify(value, null, 4)}\n`])
      assert.ok(isPrinted(text), text);
});

test('nothing else', () => {
  for (const text of [
    '',
    'taskDefinitionArn',
    JSON.stringify(TASK),
    JSON.stringify([PRINTED]),
    JSON.stringify({ ...PRINTED, containerDefinitions: undefined }),
    JSON.stringify(PRINTED).slice(0, -1),
    JSON.stringify(PRINTED).slice(1),
    JSON.stringify({ ...PRINTED, more: 'x'.repeat(1024 * 1024) }),
    '{ "service": { "taskDefinition": "web:3" } }',
  ])
    assert.ok(!isPrinted(text), text.slice(0, 200));
});

test('takes no time, whatever is pasted', () => {
  const before = performance.now();
  for (const text of ['{ '.repeat(500_000), ' '.repeat(1_000_000), '"containerDefinitions" '.repeat(40_000)])
    isPrinted(text);
  assert.ok(performance.now() - before < 1000);
});
