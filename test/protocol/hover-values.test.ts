/** Hovers over values as a client gets them: the finding first, then the value, then one line about its member. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Session } from './session.ts';

const TASK = `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "4096",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE"] } }
    }
  ]
}
`;

describe('a hover', () => {
  test('over a value says what it is, and its member in one line', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    const text = await session.hoverText('"256"');
    assert.match(text, /^`256` — 0\.25 vCPU/);
    assert.match(text, /\*\*cpu\*\* — /);
    assert.doesNotMatch(text, /- Launch types:|AWS documentation/, 'the rest is at the key');
    assert.match(text, /---[\s\S]*ARM64/, 'good practice comes last');
    assert.ok(text.length < 600, text);
  });

  test('over a key says all there is', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    const text = await session.hoverText('"cpu"');
    assert.match(text, /^\*\*cpu\*\* — /);
    assert.match(text, /- Values: [\s\S]*AWS documentation/);
    assert.doesNotMatch(text, /0\.25 vCPU/);
  });

  test('over a mistake begins with the mistake', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    const text = await session.hoverText('"4096"');
    assert.match(text, /^Fargate offers fixed sizes[\s\S]*No Fargate configuration[\s\S]*`4096` — 4096 MiB \(4 GB\)/);
  });

  test('over an item of a list', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    assert.match(await session.hoverText('"SYS_PTRACE"'), /^`SYS_PTRACE` — /);
  });

  test('with nothing to say of a value falls back to its member', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    assert.match(await session.hoverText('"web",'), /^\*\*family\*\* — /);
  });
});
