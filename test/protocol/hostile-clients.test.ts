/** Addresses, settings and messages that no good client sends: the server answers or says why not, and goes on. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ADDRESSES, ODD_INITIALIZES, PULL, PUSH, REFUSED_INITIALIZES, SETTINGS } from '../attacks/hostile/clients.ts';
import { ServerProcess, SOON, URI } from './server-process.ts';

const TEXT = '{"pidMode": "hots", "containerDefinitions": []}';

describe('a document with an odd address', () => {
  for (const uri of ADDRESSES) {
    const name = uri.length > 60 ? `${uri.slice(0, 30)}… (${uri.length} characters)` : uri;
    test(`is checked: ${name}`, SOON, async (t) => {
      const open = { textDocument: { uri, languageId: 'json', version: 1, text: TEXT } };
      const pulling = new ServerProcess(t);
      await pulling.initialize(PULL);
      pulling.send({ method: 'textDocument/didOpen', params: open });
      const pulled = await pulling.request(2, 'textDocument/diagnostic', { textDocument: { uri } });
      assert.match(JSON.stringify(pulled.result), /unknown-value/);
      const range = { start: { line: 0, character: 13 }, end: { line: 0, character: 13 } };
      const context = { diagnostics: [] };
      const actions = await pulling.request(3, 'textDocument/codeAction', { textDocument: { uri }, range, context });
      assert.equal(actions.error, undefined);

      const pushing = new ServerProcess(t);
      await pushing.initialize(PUSH);
      pushing.send({ method: 'textDocument/didOpen', params: open });
      const pushed = await pushing.next(({ method }) => method === 'textDocument/publishDiagnostics');
      assert.match(JSON.stringify(pushed.params), /unknown-value/);
    });
  }
});

describe('settings that are none', () => {
  for (const settings of SETTINGS) {
    test(`change nothing: ${JSON.stringify(settings)}`, SOON, async (t) => {
      const server = new ServerProcess(t);
      const params = {
        processId: null,
        rootUri: null,
        capabilities: PUSH,
        initializationOptions: { settings, asked: settings, readsFiles: settings },
      };
      assert.ok((await server.request(1, 'initialize', params)).result);
      server.send({ method: 'initialized', params: {} });
      server.send({ method: 'workspace/didChangeConfiguration', params: { settings: { taskdef: settings } } });
      server.open(TEXT);
      const pushed = await server.next(({ method }) => method === 'textDocument/publishDiagnostics');
      assert.match(JSON.stringify(pushed.params), /unknown-value/);
      server.send({ method: 'workspace/didChangeConfiguration', params: { settings } });
      server.send({ method: 'workspace/didChangeConfiguration', params: settings === null ? [null] : {} });
      await server.assertAlive();
    });
  }

  test('are told once', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize(PUSH);
    for (let i = 0; i < 5; i++)
      server.send({ method: 'workspace/didChangeConfiguration', params: { settings: { taskdef: { rules: 7 } } } });
    await server.assertAlive();
    const told = await server.next(({ method }) => method === 'window/logMessage');
    assert.match(JSON.stringify(told.params), /taskdef\.rules is ignored/);
    assert.equal(
      server.count(({ method }) => method === 'window/logMessage'),
      0,
    );
  });
});

describe('an initialize that is wrong', () => {
  for (const params of ODD_INITIALIZES) {
    test(`is taken as far as it goes: ${JSON.stringify(params)}`, SOON, async (t) => {
      const server = new ServerProcess(t);
      const first = await server.request(1, 'initialize', params);
      assert.ok(first.result, JSON.stringify(first.error));
      server.open(TEXT);
      await server.assertAlive();
    });
  }

  for (const params of REFUSED_INITIALIZES) {
    test(`is refused, and may be said again: ${JSON.stringify(params)}`, SOON, async (t) => {
      const server = new ServerProcess(t);
      const first = await server.request(1, 'initialize', params as object);
      assert.ok(first.error, JSON.stringify(first.result)?.slice(0, 100));
      await server.initialize(PULL);
      server.open(TEXT);
      const { result } = await server.request(2, 'textDocument/diagnostic', { textDocument: { uri: URI } });
      assert.match(JSON.stringify(result), /unknown-value/);
    });
  }
});

describe('messages of the wrong shape', () => {
  test('about documents end nothing, with and without asking for diagnostics', SOON, async (t) => {
    for (const capabilities of [PULL, PUSH]) {
      const server = new ServerProcess(t);
      await server.initialize(capabilities);
      const document = { uri: 'file:///w/task-definition.json', languageId: 'json', version: 1, text: TEXT };
      const odd: readonly object[] = [
        {},
        { textDocument: null },
        { textDocument: { ...document, text: undefined } },
        { textDocument: { ...document, text: 5 } },
        { textDocument: { ...document, uri: undefined } },
        { textDocument: { ...document, uri: 5 } },
        { textDocument: { ...document, version: undefined } },
        { textDocument: { ...document, languageId: null } },
      ];
      for (const params of odd) server.send({ method: 'textDocument/didOpen', params });
      const changes: readonly unknown[] = [
        null,
        5,
        [null],
        [{}],
        [{ text: 7 }],
        [{ range: null, text: '' }],
        [{ range: {}, text: 'x' }],
      ];
      for (const contentChanges of changes)
        server.send({
          method: 'textDocument/didChange',
          params: { textDocument: { uri: document.uri, version: 2 }, contentChanges },
        });
      for (const method of [
        'textDocument/didSave',
        'textDocument/didClose',
        'workspace/didChangeWatchedFiles',
        'taskdef/intent',
      ])
        for (const params of [{}, { textDocument: null }, { textDocument: { uri: 5 } }])
          server.send({ method, params });
      server.open(TEXT);
      await server.assertAlive();
    }
  });

  test('with a header that counts nothing leave the next message whole', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize(PULL);
    const body = '{"jsonrpc":"2.0","method":"taskdef/none"}';
    for (const length of ['abc', '-5', '', '1e3', '99999999999999999999']) {
      server.write(`Content-Length: ${length}\r\n\r\n${body}`);
      await server.assertAlive();
      const { error } = await server.next(({ id, error }) => id === null && error !== undefined);
      assert.match(error!.message, /header/i);
    }
  });
});
