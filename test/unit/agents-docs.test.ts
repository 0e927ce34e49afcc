/** docs/agents.md and the skill: what they say can be taken over as it is, and is so. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, task, taskdef } from './cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCS = readFileSync(join(ROOT, 'docs/agents.md'), 'utf8');
const SKILLS = join(ROOT, 'docs/skills');

test('each example is JSON', () => {
  const examples = [...DOCS.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text!);
  assert.ok(examples.length >= 8);
  for (const text of examples) assert.doesNotThrow(() => JSON.parse(text), text);
});

test('the answer of a check is the one that is shown', (t) => {
  const [, shown] = /```json\n([\s\S]*?)```/.exec(DOCS)!;
  const text = task({ requiresCompatibilities: undefined, family: undefined });
  const moved = `{\n  "family": "web",\n  "requiresCompatibilities": ["FARGATE"],\n  "networkMode": "bridge",\n${text.slice(text.indexOf('  "cpu"'))}`;
  const cwd = folder(t, { 'task-definition.json': moved });
  const { stdout } = taskdef(['check', '--format', 'agent', 'task-definition.json'], { cwd });
  assert.deepEqual(JSON.parse(stdout), JSON.parse(shown!));
});

test('a skill is called like its folder, and says when to use it in at most 1024 characters', () => {
  const names = readdirSync(SKILLS);
  assert.ok(names.length > 0);
  for (const name of names) {
    const text = readFileSync(join(SKILLS, name, 'SKILL.md'), 'utf8');
    const [, own, description] = /^---\nname: (.+)\ndescription: (.+)\n---\n/.exec(text)!;
    assert.equal(own, name);
    assert.match(name, /^[a-z0-9-]{1,64}$/);
    assert.ok(description!.length <= 1024);
    assert.doesNotMatch(description!, /: /, 'YAML takes it for a text');
  }
});

test('each command and option that they name is there', (t) => {
  const skill = readFileSync(join(SKILLS, 'ecs-task-definitions/SKILL.md'), 'utf8');
  const { stdout } = taskdef(['--help'], { cwd: folder(t) });
  for (const [, command] of `${DOCS}${skill}`.matchAll(/`taskdef (\w+)/g))
    assert.match(stdout, new RegExp(`taskdef ${command}\\b`));
  for (const [option] of `${DOCS}${skill}`.matchAll(/(?<=[ `])--(?!lint-cmd)[a-z-]+(?:=all)?/g))
    assert.ok(stdout.includes(option), option);
});
