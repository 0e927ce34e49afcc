/** How a conversation begins, what is announced, and how nonsense is answered. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CodeActionRequest,
  ErrorCodes,
  InitializeRequest,
  PositionEncodingKind,
  type ResponseError,
  ShutdownRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { Session, URI } from './session.ts';

const HELLO = { processId: null, rootUri: null, capabilities: {} };

/** The error that a request is answered with. */
async function refusal(answer: Promise<unknown>): Promise<ResponseError<unknown>> {
  return answer.then(
    (result) => assert.fail(`answered with ${JSON.stringify(result)}`),
    (error: unknown) => error as ResponseError<unknown>,
  );
}

describe('initialize', () => {
  test('announces what the server can do', async (t) => {
    const { capabilities, serverInfo } = (await Session.start(t)).initialized;
    assert.equal(serverInfo?.name, 'taskdef');
    assert.equal(capabilities.positionEncoding, PositionEncodingKind.UTF16);
    const sync = capabilities.textDocumentSync;
    assert.ok(typeof sync === 'object');
    assert.equal(sync.openClose, true);
    assert.equal(sync.change, TextDocumentSyncKind.Incremental);
    assert.ok(capabilities.hoverProvider);
    assert.deepEqual(
      { ...capabilities.diagnosticProvider },
      { identifier: 'taskdef', interFileDependencies: false, workspaceDiagnostics: false },
    );
    const actions = capabilities.codeActionProvider;
    assert.ok(typeof actions === 'object');
    assert.ok(actions.codeActionKinds?.includes('quickfix'));
    assert.ok(actions.codeActionKinds?.includes('source.fixAll.taskdef'));
  });

  test('a second one is refused, and changes nothing', async (t) => {
    const session = await Session.start(t, {
      initializationOptions: { settings: { rules: { 'unknown-value': 'off' } } },
    });
    const error = await refusal(session.client.sendRequest(InitializeRequest.type, HELLO));
    assert.equal(error.code, ErrorCodes.InvalidRequest);
    await session.open('{"pidMode": "hots", "containerDefinitions": []}');
    assert.ok(!(await session.codes()).includes('unknown-value'), 'the first one’s options still hold');
  });

  test('strange options do no harm', async (t) => {
    for (const initializationOptions of [null, 5, [], { asked: null, settings: null }]) {
      const session = await Session.start(t, { initializationOptions: initializationOptions as object });
      await session.open('{"pidMode": "hots", "containerDefinitions": []}');
      assert.ok((await session.codes()).includes('unknown-value'));
    }
  });

  test('a client that can do nothing at all is served', async (t) => {
    const session = await Session.start(t, { capabilities: {} });
    await session.open('{"pidMode": "hots", "containerDefinitions": []}');
    const { diagnostics } = await session.nextPublished();
    assert.ok(diagnostics.some(({ code }) => code === 'unknown-value'));
  });
});

describe('nonsense', () => {
  test('a method that nobody knows', async (t) => {
    const session = await Session.start(t);
    const error = await refusal(session.client.sendRequest('taskdef/brew', { kind: 'coffee' }));
    assert.equal(error.code, ErrorCodes.MethodNotFound);
    await session.client.sendNotification('taskdef/brew', {});
    await session.client.sendNotification('$/brew', {});
    await session.open('{"containerDefinitions": []}');
    assert.ok(await session.pull());
  });

  test('requests for a document that is not open', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///nowhere.json';
    const position = { line: 3, character: 7 };
    assert.equal(await session.hover(position, uri), null);
    assert.deepEqual(await session.codeActions({ start: position, end: position }, undefined, uri), []);
    assert.deepEqual(await session.codeActions({ start: position, end: position }, ['source.fixAll.taskdef'], uri), []);
    assert.deepEqual(await session.pull(uri), []);
  });

  test('changes and closing of a document that is not open', async (t) => {
    const session = await Session.start(t);
    const textDocument = { uri: 'file:///nowhere.json', version: 2 };
    await session.client.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text: '{}' }] });
    await session.client.sendNotification('textDocument/didClose', { textDocument });
    assert.deepEqual(await session.pull(textDocument.uri), []);
  });

  test('positions outside of the document', async (t) => {
    const session = await Session.start(t);
    await session.open('{"containerDefinitions": []}');
    for (const position of [
      { line: 99, character: 0 },
      { line: 0, character: 999 },
      { line: -1, character: -1 },
    ]) {
      await session.hover(position);
      assert.ok(Array.isArray(await session.codeActions({ start: position, end: position })));
    }
  });

  test('garbage on the wire: what comes after it is answered', async (t) => {
    const session = await Session.start(t);
    await session.open('{"pidMode": "hots", "containerDefinitions": []}');
    for (const bytes of [
      'Content-Length: 5\r\n\r\nhello',
      'Content-Length: 2\r\n\r\n[]',
      'Content-Length: 4\r\n\r\nnull',
    ]) {
      session.wire.write(bytes);
      assert.ok((await session.codes()).includes('unknown-value'), `after ${JSON.stringify(bytes)}`);
    }
  });
});

describe('cancellation', () => {
  test('a request that is cancelled before it is handled is answered, with nothing', async (t) => {
    const session = await Session.start(t);
    await session.open('{"pidMode": "hots", "containerDefinitions": []}');
    const all = await session.codeActions(session.range('"hots"'), ['quickfix']);
    assert.ok(all.length > 0);
    const frame = (message: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    };
    const answer = session.answerTo('mine');
    // In one piece, so that the server has read both before it begins with the first.
    session.wire.write(
      frame({
        id: 'mine',
        method: CodeActionRequest.method,
        params: { textDocument: { uri: URI }, range: session.range('"hots"'), context: { diagnostics: [] } },
      }) + frame({ method: '$/cancelRequest', params: { id: 'mine' } }),
    );
    assert.deepEqual((await answer).result, []);
  });
});

describe('shutdown', () => {
  test('is answered, and requests after it are refused', async (t) => {
    const session = await Session.start(t);
    assert.equal(await session.client.sendRequest(ShutdownRequest.type), null);
    const error = await refusal(session.hover({ line: 0, character: 0 }));
    assert.equal(error.code, ErrorCodes.InvalidRequest);
  });
});

test('a request before initialize is refused', async (t) => {
  const session = Session.connect(t);
  const error = await refusal(session.hover({ line: 0, character: 0 }));
  assert.equal(error.code, ErrorCodes.ServerNotInitialized);
});
