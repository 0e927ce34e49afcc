/** `taskdef schema`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { folder, task, taskdef } from './cli.ts';

const SCHEMAS = join(import.meta.dirname, '../../schemas');

test('prints the schema of task definitions, which works as it is', (t) => {
  const { stdout, status } = taskdef(['schema'], { cwd: folder(t) });
  assert.equal(status, 0);
  assert.equal(stdout, readFileSync(join(SCHEMAS, 'task-definition.schema.json'), 'utf8'));
  const { $schema: _, ...schema } = JSON.parse(stdout) as Record<string, unknown>;
  const validate = new Ajv({ strict: false }).compile(schema);
  assert.ok(validate(JSON.parse(task())));
  assert.ok(!validate(JSON.parse(task({ cpu: [] }))));
});

test('prints the schema of services, with a text for every member', (t) => {
  const { stdout, status } = taskdef(['schema', 'service'], { cwd: folder(t) });
  assert.equal(status, 0);
  assert.equal(stdout, readFileSync(join(SCHEMAS, 'service-definition.schema.json'), 'utf8'));
  const { $schema: _, ...schema } = JSON.parse(stdout) as { $schema: string; definitions: Definitions };
  const validate = new Ajv({ strict: false }).compile(schema);
  assert.ok(validate({ serviceName: 'web', taskDefinition: 'web', desiredCount: 2 }));
  assert.ok(!validate({ serviceName: 'web', taskDefinition: 'web', desiredCount: 'two' }));
  const silent = Object.entries(schema.definitions).flatMap(([type, { properties = {} }]) =>
    Object.entries(properties).flatMap(([name, { description }]) => (description ? [] : `${type}.${name}`)),
  );
  assert.deepEqual(silent, []);
});

type Definitions = Record<string, { properties?: Record<string, { description?: string }> }>;

test('prints the schema of settings', (t) => {
  const { stdout, status } = taskdef(['schema', 'settings'], { cwd: folder(t) });
  assert.equal(status, 0);
  assert.equal(stdout, readFileSync(join(SCHEMAS, 'taskdef-settings.schema.json'), 'utf8'));
});

test('says which there are', (t) => {
  for (const args of [
    ['schema', 'x'],
    ['schema', 'settings', 'task-definition'],
    ['schema', '../package'],
  ]) {
    const { status, stdout, stderr } = taskdef(args, { cwd: folder(t) });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /schema takes task-definition, service or settings/);
  }
});
