/** The built server as a process: what it says on its standard streams, and how it ends. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ErrorCodes } from 'vscode-languageserver/node';
import { type Answer, ServerProcess, SOON, URI } from './server-process.ts';

test('serves over standard streams', SOON, async (t) => {
  const server = new ServerProcess(t);
  await server.initialize();
  server.open('{"pidMode": "hots", "containerDefinitions": []}');
  const published = await server.next(({ method }) => method === 'textDocument/publishDiagnostics');
  assert.match(JSON.stringify(published.params), /unknown-value/);
  assert.equal(server.errors, '');
});

describe('ends', () => {
  test('with 0 after shutdown and exit', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    assert.equal((await server.request(2, 'shutdown')).result, null);
    server.send({ method: 'exit' });
    assert.equal(await server.end(), 0);
  });
  test('with 1 after exit alone', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    server.send({ method: 'exit' });
    assert.equal(await server.end(), 1);
  });
  test('with 1 where the client is gone', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    server.process.stdin.end();
    assert.equal(await server.end(), 1);
  });
  test('with 0 where the client is gone after shutdown', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    await server.request(2, 'shutdown');
    server.process.stdin.end();
    assert.equal(await server.end(), 0);
  });
});

describe('answers as the protocol says', () => {
  test('a second initialize', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    const answer = await server.request(2, 'initialize', { processId: null, rootUri: null, capabilities: {} });
    assert.equal(answer.error?.code, ErrorCodes.InvalidRequest);
    await server.assertAlive();
  });

  test('a request before initialize', SOON, async (t) => {
    const server = new ServerProcess(t);
    const answer = await server.request(1, 'textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 0, character: 0 },
    });
    assert.equal(answer.error?.code, ErrorCodes.ServerNotInitialized);
  });

  test('a method that nobody knows', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    assert.equal((await server.request(2, 'taskdef/brew')).error?.code, ErrorCodes.MethodNotFound);
    server.send({ method: 'taskdef/brew' });
    await server.assertAlive();
  });

  test('a body that is not JSON', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    server.write('Content-Length: 5\r\n\r\nhello');
    const answer = await server.next(({ error }) => error !== undefined);
    assert.equal(answer.id, null);
    assert.equal(answer.error?.code, ErrorCodes.ParseError);
    await server.assertAlive();
  });

  test('JSON that is no message', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    for (const text of ['[]', 'null', '5', '{}', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":7,"result":1}']) {
      server.write(`Content-Length: ${text.length}\r\n\r\n${text}`);
      await server.assertAlive();
    }
  });

  test('headers that say no length', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    for (const header of ['Content-Type: x\r\n\r\n', 'Content-Length: many\r\n\r\n', 'nonsense\r\n\r\n']) {
      server.write(header);
      await server.assertAlive();
    }
  });

  test('a length that no message can have', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    server.write('Content-Length: 9999999999\r\n\r\n');
    const answer = await server.next(({ error }) => error !== undefined);
    assert.match(answer.error!.message, /no length that a message can have/);
    await server.assertAlive();
  });

  test('a message that is too large, and what its content says', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    const inner = '{"jsonrpc":"2.0","id":50,"method":"shutdown"}';
    const start = Buffer.from(`Content-Length: ${inner.length}\r\n\r\n${inner}`);
    const size = 64 * 1024 * 1024 + 1;
    server.write(`Content-Length: ${size}\r\n\r\n`);
    server.write(Buffer.concat([start, Buffer.alloc(size - start.length, ' ')]));
    const answer = await server.next(({ error }) => error !== undefined);
    assert.equal(answer.error!.message, 'A message is larger than 64 MB, and is not read.');
    await server.assertAlive();
    assert.equal(
      server.count(({ id, error }) => id === 50 || error !== undefined),
      0,
    );
  });

  test('parameters of the wrong shape', SOON, async (t) => {
    const server = new ServerProcess(t);
    await server.initialize();
    server.open('{"containerDefinitions": []}');
    let id = 10;
    for (const method of ['textDocument/hover', 'textDocument/codeAction', 'textDocument/diagnostic']) {
      for (const params of [
        undefined,
        {},
        [],
        { textDocument: null },
        { textDocument: { uri: 5 } },
        { textDocument: { uri: URI } },
      ]) {
        const answer = await server.request(id++, method, params);
        assert.ok('result' in answer || answer.error, 'is answered one way or the other');
      }
    }
    for (const method of [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didClose',
      'taskdef/intent',
      'workspace/didChangeConfiguration',
    ]) {
      server.send({ method, params: {} });
    }
    await server.assertAlive();
  });
});

test('a client that refuses what it is asked does not stop the server', SOON, async (t) => {
  const server = new ServerProcess(t);
  await server.initialize({
    workspace: {
      configuration: true,
      diagnostics: { refreshSupport: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      didChangeConfiguration: { dynamicRegistration: true },
    },
    textDocument: { diagnostic: { dynamicRegistration: true } },
  });
  server.open('{"pidMode": "hots", "containerDefinitions": []}');
  const refuse = ({ id, method }: Answer) => {
    server.send({ id, error: { code: ErrorCodes.InternalError, message: `no ${method}` } });
  };
  const asked = await server.next(({ method }) => method === 'workspace/configuration');
  refuse(asked);
  server.send({ method: 'workspace/didChangeConfiguration', params: { settings: null } });
  const again = await server.next(({ method }) => method === 'workspace/configuration');
  server.send({ id: again.id, result: [{ rules: { 'unknown-value': 'off' } }] });
  const refresh = await server.next(({ method }) => method === 'workspace/diagnostic/refresh');
  refuse(refresh);
  refuse(await server.next(({ method }) => method === 'client/registerCapability'));
  await server.assertAlive();
});
