/** `taskdef mcp` line by line: each version of the protocol, and what no client should send. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, type TestContext, test } from 'node:test';
import esbuild from 'esbuild';
import { cli, folder, task, taskdef, WITH_ERROR } from '../unit/cli.ts';

interface Answered {
  readonly id: unknown;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A server to which lines are written. Each line that comes out is one message. */
class Lines {
  private readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  readonly errors: string[] = [];

  constructor(t: TestContext, cwd = folder(t), node: readonly string[] = []) {
    this.process = spawn(process.execPath, [...node, cli(), 'mcp'], { cwd });
    t.after(() => this.process.kill());
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
    this.process.stderr!.on('data', (data: Buffer) => this.errors.push(String(data)));
  }

  write(...texts: (string | Buffer)[]): void {
    for (const text of texts) this.process.stdin!.write(text);
  }

  async read(): Promise<Answered> {
    const { value, done } = await this.lines.next();
    assert.ok(!done, `ended: ${this.errors.join('')}`);
    return JSON.parse(value as string) as Answered;
  }

  async ask(message: unknown): Promise<Answered> {
    this.write(`${JSON.stringify(message)}\n`);
    return this.read();
  }

  async request(method: string, params?: object, id: unknown = 1): Promise<Answered> {
    return this.ask({ jsonrpc: '2.0', id, method, ...(params ? { params } : {}) });
  }

  /** Has it named and answered something harmless: it is alive, and has said nothing in between. */
  async isAlive(): Promise<void> {
    assert.deepEqual(await this.request('ping', undefined, 'alive'), { jsonrpc: '2.0', id: 'alive', result: {} });
    assert.deepEqual(this.errors, []);
  }

  /** @returns the exit status */
  async end(): Promise<number | null> {
    this.process.stdin!.end();
    const [status] = (await once(this.process, 'exit')) as [number | null];
    assert.equal((await this.lines.next()).done, true, 'nothing more is said');
    return status;
  }
}

function hello(protocolVersion: string): object {
  return { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
}

const CHECK = { name: 'check_task_definition', arguments: { text: WITH_ERROR } };
const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

describe('versions with a handshake', () => {
  for (const [version, knows] of [
    ['2024-11-05', { annotations: false, structured: false, batches: true }],
    ['2025-03-26', { annotations: true, structured: false, batches: true }],
    ['2025-06-18', { annotations: true, structured: true, batches: false }],
    ['2025-11-25', { annotations: true, structured: true, batches: false }],
  ] as const) {
    test(version, async (t) => {
      const lines = new Lines(t);
      const { result } = await lines.request('initialize', hello(version));
      assert.equal(result!.protocolVersion, version);
      assert.deepEqual(result!.capabilities, { tools: {} });
      lines.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
      const tools = (await lines.request('tools/list')).result!.tools as object[];
      assert.equal(tools.length, 4);
      for (const tool of tools) {
        assert.equal('annotations' in tool, knows.annotations);
        assert.equal('outputSchema' in tool, knows.structured);
      }
      const called = (await lines.request('tools/call', CHECK)).result!;
      assert.equal('structuredContent' in called, knows.structured);
      assert.ok(!('resultType' in called));
      const [{ text }] = called.content as [{ text: string }];
      assert.equal((JSON.parse(text) as { accepted: boolean }).accepted, false);
      const batch = await lines.ask([
        { jsonrpc: '2.0', id: 'a', method: 'ping' },
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        { jsonrpc: '2.0', id: 'b', method: 'nothing' },
        1,
      ]);
      if (knows.batches) {
        const answers = batch as unknown as Answered[];
        assert.deepEqual(
          answers.map(({ id, error }) => [id, error?.code]),
          [
            ['a', undefined],
            ['b', -32601],
            [null, -32600],
          ],
        );
        assert.equal((await lines.ask([])).error!.code, -32600);
        lines.write('[{"jsonrpc":"2.0","method":"notifications/initialized"}]\n');
      } else assert.equal(batch.error!.code, -32600);
      await lines.isAlive();
      assert.equal(await lines.end(), 0);
    });
  }

  test('another version gets the newest', async (t) => {
    const lines = new Lines(t);
    assert.equal((await lines.request('initialize', hello('1999-01-01'))).result!.protocolVersion, '2025-11-25');
    assert.equal((await lines.request('initialize', {})).error!.code, -32602);
  });
});

describe('the version without a handshake', () => {
  test('says what it is, lists and calls', async (t) => {
    const lines = new Lines(t);
    const { result } = await lines.request('server/discover', { _meta: META });
    assert.equal(result!.resultType, 'complete');
    assert.ok((result!.supportedVersions as string[]).includes('2026-07-28'));
    assert.equal(typeof result!.ttlMs, 'number');
    const list = (await lines.request('tools/list', { _meta: META })).result!;
    assert.deepEqual([list.resultType, list.cacheScope], ['complete', 'public']);
    const called = (await lines.request('tools/call', { ...CHECK, _meta: META })).result!;
    assert.equal(called.resultType, 'complete');
    assert.equal((called.structuredContent as { accepted: boolean }).accepted, false);
    assert.equal((await lines.request('ping', { _meta: META })).error!.code, -32601);
  });

  test('says which versions there are, and what is missing', async (t) => {
    const lines = new Lines(t);
    const other = { ...META, 'io.modelcontextprotocol/protocolVersion': '2099-01-01' };
    const { code, data } = (await lines.request('tools/list', { _meta: other })).error!;
    assert.equal(code, -32022);
    assert.ok((data as { supported: string[] }).supported.includes('2026-07-28'));
    const { 'io.modelcontextprotocol/clientCapabilities': _, ...without } = META;
    assert.equal((await lines.request('tools/list', { _meta: without })).error!.code, -32602);
    assert.equal((await lines.request('server/discover')).error!.code, -32602);
  });
});

describe('what is taken back', () => {
  test('is not answered while it waits, and nothing else is lost', async (t) => {
    const lines = new Lines(t);
    const request = (id: unknown) => `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: CHECK })}\n`;
    const cancel = (requestId: unknown) =>
      `${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } })}\n`;
    lines.write(request(1) + request(2) + cancel(2) + cancel('never asked') + request(3));
    assert.equal((await lines.read()).id, 1);
    assert.equal((await lines.read()).id, 3);
    lines.write(cancel(3));
    await lines.isAlive();
  });
});

describe('what no client should send', () => {
  const BAD: readonly [name: string, line: string | Buffer, code: number, id?: unknown][] = [
    ['no JSON', 'hello', -32700],
    ['half of JSON', '{"jsonrpc":"2.0","id":1', -32700],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80]), -32700],
    ['a number', '1', -32600],
    ['null', 'null', -32600],
    ['a text', '"x"', -32600],
    ['no version', '{"id":1,"method":"ping"}', -32600, 1],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600, 1],
    ['a null id', '{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600],
    ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600],
    ['half an id', '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600],
    ['a method that is a number', '{"jsonrpc":"2.0","id":1,"method":5}', -32600, 1],
    ['an unknown method', '{"jsonrpc":"2.0","id":"x","method":"resources/list"}', -32601, 'x'],
    ['the name of a member of every object', '{"jsonrpc":"2.0","id":1,"method":"constructor"}', -32601, 1],
    ['a list as params', '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32602, 1],
    ['no name of a tool', '{"jsonrpc":"2.0","id":1,"method":"tools/call"}', -32602, 1],
    ['an unknown tool', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}', -32602, 1],
    ['a name that is an object', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":{}}}', -32602, 1],
    ['100,000 lists', '['.repeat(100_000) + ']'.repeat(100_000), -32600],
    ['9 MB', `"${'x'.repeat(9 * 1024 * 1024)}"`, -32600],
    ['9 MB of an id', `{"jsonrpc":"2.0","id":"${'x'.repeat(9 * 1024 * 1024)}","method":"ping"}`, -32600],
  ];
  test('is answered with an error, and the next one as ever', async (t) => {
    const lines = new Lines(t, undefined, ['--max-old-space-size=200']);
    for (const [name, line, code, id = null] of BAD) {
      lines.write(line, '\n');
      let answered = await lines.read();
      if (Array.isArray(answered)) answered = answered[0] as Answered;
      assert.equal(answered.error?.code, code, name);
      assert.equal(answered.id, id, name);
      await lines.isAlive();
    }
    lines.write('\n', '  \r\n', '{"jsonrpc":"2.0","id":7,"result":{}}\n', '{"jsonrpc":"2.0","method":"no/such"}\n');
    await lines.isAlive();
    assert.equal(await lines.end(), 0);
  });

  test('arguments of the wrong kind are answered with what to do', async (t) => {
    const lines = new Lines(t, folder(t, { 'taskdef.json': WITH_ERROR }));
    const values: [tool: string, values: unknown, next: RegExp][] = [
      ['check_task_definition', [], /arguments has to be an object/],
      ['check_task_definition', 'x', /arguments has to be an object/],
      ['check_task_definition', {}, /either "path" or "text"/],
      ['check_task_definition', { path: 'a', text: 'b' }, /either "path" or "text"/],
      ['check_task_definition', { path: 5 }, /"path" has to be a string/],
      ['check_task_definition', { path: null }, /"path" has to be a string/],
      ['check_task_definition', { text: {} }, /"text" has to be a string/],
      ['check_task_definition', { text: '{}', hints: 'yes' }, /"hints" has to be a boolean/],
      ['check_task_definition', { file: 'taskdef.json' }, /no argument "file".*path, text, hints/],
      ['check_task_definition', { text: '{}', __proto__x: 1 }, /no argument/],
      ['check_task_definition', JSON.parse('{"__proto__":1}'), /no argument/],
      ['check_task_definition', { path: 'x'.repeat(100_000) }, /too long/],
      ['check_task_definition', { text: 'x'.repeat(1024 * 1024 + 1) }, /larger than 1 MB/],
      ['fix_task_definition', { text: '{}', rules: 'all' }, /list of strings/],
      ['fix_task_definition', { text: '{}', rules: [1] }, /list of strings/],
      ['fix_task_definition', { text: WITH_ERROR, rules: [], all: true }, /not both/],
      ['explain_task_definition', {}, /"topic" is missing/],
      ['convert_task_definition', { text: task() }, /"to" is missing/],
      ['convert_task_definition', { text: task(), to: 'constructor' }, /one of/],
    ];
    for (const [name, given, next] of values) {
      const { result } = await lines.request('tools/call', { name, arguments: given });
      assert.equal(result?.isError, true, JSON.stringify(given)?.slice(0, 80));
      assert.match((result.content as [{ text: string }])[0].text, next);
      assert.ok((result.content as [{ text: string }])[0].text.length < 600);
    }
    await lines.isAlive();
  });

  test('texts that are hard to read are answered, whatever they are', async (t) => {
    const lines = new Lines(t, undefined, ['--max-old-space-size=400']);
    const texts = [
      '',
      '\0',
      'null',
      '[]',
      '['.repeat(100_000),
      '{"containerDefinitions":'.repeat(20_000),
      `{"containerDefinitions":[${'{"name":"a"},'.repeat(20_000)}]}`,
      `{"containerDefinitions":[{"name":"${'x'.repeat(900_000)}"}]}`,
      '\uD800',
      WITH_ERROR.replace('"web"', '"\uD800\u202E##[error]x"'),
    ];
    for (const text of texts)
      for (const [name, more] of [
        ['check_task_definition', {}],
        ['fix_task_definition', { all: true }],
        ['convert_task_definition', { to: 'fargate' }],
      ] as const) {
        const { result, error } = await lines.request('tools/call', { name, arguments: { text, ...more } });
        assert.ok(result && !error, `${name} ${text.slice(0, 30)}`);
        assert.ok(Array.isArray(result.content));
      }
    await lines.isAlive();
  });
});

describe('the process', () => {
  test('answers everything that was asked before the end of the input, and nothing else', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    const asked = Array.from({ length: 50 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: CHECK }));
    const { stdout, stderr, status } = taskdef(['mcp'], {
      cwd,
      input: asked.map((one) => JSON.stringify(one)).join('\n'),
    });
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const ids = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Answered).id);
    assert.deepEqual(
      ids,
      asked.map(({ id }) => id),
    );
  });

  test('says the same to the same', (t) => {
    const cwd = folder(t);
    const input = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: CHECK })}\n`;
    assert.equal(taskdef(['mcp'], { cwd, input }).stdout, taskdef(['mcp'], { cwd, input }).stdout);
  });

  test('does not start with a root that is not there', (t) => {
    const cwd = folder(t, { file: '' });
    for (const [root, reason] of [
      ['nothing', /no such file/],
      ['file', /not a folder/],
    ] as const) {
      const { status, stdout, stderr } = taskdef(['mcp', '--root', root], { cwd });
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, reason);
    }
    assert.equal(taskdef(['mcp', 'x'], { cwd }).status, 2);
  });

  test('the protocol is a small part of the command line', () => {
    const { metafile } = esbuild.buildSync({
      absWorkingDir: `${import.meta.dirname}/../..`,
      entryPoints: ['server/src/cli/entry.ts'],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'cjs',
      outfile: 'cli.js',
      mainFields: ['module', 'main'],
    });
    const [{ inputs }] = Object.values(metafile.outputs) as [(typeof metafile.outputs)[string]];
    const size = (names: RegExp) =>
      Object.entries(inputs).reduce(
        (sum, [name, { bytesInOutput }]) => sum + (names.test(name) ? bytesInOutput : 0),
        0,
      );
    const protocol = size(/cli\/mcp\/(?:protocol|mcp|roots)\.ts$/);
    assert.ok(protocol > 1000 && protocol < 8 * 1024, `${protocol} bytes`);
    assert.equal(size(/modelcontextprotocol/), 0);
  });
});
