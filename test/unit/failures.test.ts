/** What the log says of failures, and when it stops. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failures } from '../../server/src/failures.ts';

test('a kind is logged once, whatever its numbers are', () => {
  const log: string[] = [];
  const failures = new Failures((message) => log.push(message));
  for (const offset of [1, 22, 333]) failures.tell('textDocument/hover', new Error(`No node at ${offset}`));
  assert.equal(log.length, 1);
});

test('after 200 kinds it is said once that further kinds are not listed', () => {
  const log: string[] = [];
  const failures = new Failures((message) => log.push(message));
  for (let kind = 0; kind < 150; kind++) failures.tell(`method ${kind}`, new Error('x'));
  for (let kind = 0; kind < 150; kind++) failures.once(`message ${kind}`);
  failures.tell('another method', new Error('x'));
  assert.equal(log.length, 201);
  assert.equal(log[199], 'message 49');
  assert.equal(log[200], 'There have been more than 200 kinds of failures. Further kinds are not listed.');
});
