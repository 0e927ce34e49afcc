/** Diagnostics as a client gets them that waits for them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { broken, CODE, errors } from './one-fault.ts';
import { PUSH, Session, URI } from './session.ts';

describe('a client that waits', () => {
  test('is told after opening and after each change, with the version', async (t) => {
    const session = await Session.start(t, { capabilities: PUSH });
    await session.open(broken());
    const first = await session.nextPublished();
    assert.equal(first.version, 1);
    assert.deepEqual(errors(first.diagnostics), [CODE]);
    const version = await session.type('"hots"', '"host"');
    const second = await session.nextPublished(URI, version);
    assert.deepEqual(errors(second.diagnostics), []);
  });

  test('is told of the last version where several come at once', async (t) => {
    const session = await Session.start(t, { capabilities: PUSH });
    await session.open(broken());
    for (const value of ['h', 'ho', 'hos', 'host'])
      await session.type(/"pidMode": "(\w*)"/.exec(session.text())![0], `"pidMode": "${value}"`);
    const last = await session.nextPublished(URI, 5);
    assert.deepEqual(errors(last.diagnostics), []);
    // The answer to this comes after everything that was on its way.
    await session.hover({ line: 0, character: 0 });
    assert.deepEqual(session.unread, [], 'and of nothing older afterwards');
  });

  test('is told of a version once, even if it came while the settings were read', async (t) => {
    let beginReading = () => {};
    const reading = new Promise<void>((resolve) => {
      beginReading = resolve;
    });
    let goOn: (text: undefined) => void = () => {};
    const settings = new Promise<undefined>((resolve) => {
      goOn = resolve;
    });
    const session = await Session.start(t, {
      capabilities: PUSH,
      host: {
        readText: () => {
          beginReading();
          return settings;
        },
        exists: async () => false,
      },
    });
    await session.open(broken());
    await reading;
    await session.type('"hots"', '"host"');
    // Answered without settings, so the server has read the change.
    await session.client.sendRequest('textDocument/foldingRange', { textDocument: { uri: URI } });
    goOn(undefined);
    const only = await session.nextPublished();
    assert.equal(only.version, 2);
    assert.deepEqual(errors(only.diagnostics), []);
    await session.hover({ line: 0, character: 0 });
    assert.deepEqual(session.unread, []);
  });

  test('is told of none when the document closes, and when it opens again of all', async (t) => {
    const session = await Session.start(t, { capabilities: PUSH });
    await session.open(broken());
    await session.nextPublished(URI, 1);
    await session.close();
    assert.deepEqual((await session.nextPublished()).diagnostics, []);
    await session.open(broken());
    assert.deepEqual(errors((await session.nextPublished()).diagnostics), [CODE]);
  });

  test('hears nothing of a document once it has closed it', async (t) => {
    const session = await Session.start(t, { capabilities: PUSH });
    await session.open(broken());
    await session.close();
    // The answer to this comes after everything that was on its way. A slow machine may have judged the document
    // before it heard of the closing.
    await session.hover({ line: 0, character: 0 });
    const [last, ...before] = [...session.unread].reverse();
    assert.equal(last?.version, undefined);
    assert.deepEqual(last?.diagnostics, []);
    assert.deepEqual(
      before.filter(({ version }) => version !== 1),
      [],
    );
  });
});
