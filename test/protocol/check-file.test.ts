/** Files that are not open, for the check of a whole workspace. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver/node';
import { CHECK_FILE, type CheckFileResult } from '../../server/src/protocol.ts';
import { Session, URI } from './session.ts';

const TEXT =
  '{ "family": "web", "pidMode": "hots", "containerDefinitions": [{ "name": "a", "image": "b:1", "memory": 9 }] }';

async function check(session: Session, text: string, uri = URI): Promise<{ accepted: boolean; codes: unknown[] }> {
  const { accepted, diagnostics } = await session.client.sendRequest<CheckFileResult>(CHECK_FILE, { uri, text });
  return { accepted, codes: (diagnostics as Diagnostic[]).map(({ code }) => code) };
}

describe('a file that is not open', () => {
  test('is checked as if it were, with the user’s settings', async (t) => {
    const session = await Session.start(t, {
      initializationOptions: { settings: { rules: { 'unknown-value': 'off' } } },
    });
    const { accepted, codes } = await check(session, TEXT);
    assert.equal(accepted, true);
    assert.ok(!codes.includes('unknown-value'));
    const plain = await Session.start(t);
    assert.ok((await check(plain, TEXT)).codes.includes('unknown-value'));
    assert.deepEqual((await check(plain, TEXT)).codes, await plain.open(TEXT).then(() => plain.codes()));
  });

  test('is left alone where it is no task definition', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/package.json';
    assert.deepEqual(await check(session, '{"name": "x", "version": "1"}', uri), { accepted: false, codes: [] });
  });

  test('does not get in the way of one that is', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT.replace('hots', 'host'));
    await check(session, TEXT);
    assert.ok(!(await session.codes()).includes('unknown-value'));
    assert.deepEqual(session.unread, []);
  });
});
