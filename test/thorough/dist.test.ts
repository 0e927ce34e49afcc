/** What `npm run build` made last is made of what stands here. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { folder, taskdef, WITH_ERROR } from '../unit/cli.ts';

test('the program in dist/ is this one', (t) => {
  const program = join(import.meta.dirname, '../../dist/cli.js');
  assert.ok(existsSync(program), 'run "npm run build" first');
  const cwd = folder(t);
  mkdirSync(join(cwd, 'x'));
  const ran = spawnSync(process.execPath, [program, 'check', '--format', 'json', '-'], {
    cwd,
    input: WITH_ERROR,
    encoding: 'utf8',
  });
  assert.equal(ran.status, 1, ran.stderr);
  assert.equal(ran.stdout, taskdef(['check', '--format', 'json', '-'], { cwd, input: WITH_ERROR }).stdout);
});

test('the program in dist/ finds what it puts off until it is needed', (t) => {
  const program = join(import.meta.dirname, '../../dist/cli.js');
  const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
  const explain = (topic: string) =>
    `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'explain_task_definition', arguments: { topic } } })}\n`;
  for (const [args, input] of [
    [['explain', 'image-latest-tag'], ''],
    [['check', '--format', 'gitlab', '-'], WITH_ERROR],
    [['mcp'], explain('containerDefinitions.dependsOn.condition')],
    [['mcp'], explain('image-latest-tag')],
    [['check', '--fix=all', 'taskdef.json'], ''],
  ] as const) {
    const ran = spawnSync(process.execPath, [program, ...args], { cwd, input, encoding: 'utf8' });
    const fixed = readFileSync(join(cwd, 'taskdef.json'), 'utf8');
    writeFileSync(join(cwd, 'taskdef.json'), WITH_ERROR);
    const wanted = taskdef(args, { cwd, input });
    assert.notEqual(ran.stdout + ran.stderr, '');
    assert.deepEqual(
      [ran.stdout, ran.stderr, ran.status],
      [wanted.stdout, wanted.stderr, wanted.status],
      args.join(' '),
    );
    assert.equal(fixed, readFileSync(join(cwd, 'taskdef.json'), 'utf8'));
    writeFileSync(join(cwd, 'taskdef.json'), WITH_ERROR);
  }
});

describe('the server in dist/', () => {
  const SERVER = join(import.meta.dirname, '../../dist/server');

  test('serves assistants, too, and says the same as the command line', (t) => {
    const cwd = folder(t, { 'in/taskdef.json': WITH_ERROR, 'out/taskdef.json': WITH_ERROR });
    const call = (id: number, name: string, values: object) =>
      JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: values } });
    const input = [
      call(1, 'check_task_definition', { path: 'taskdef.json' }),
      call(2, 'fix_task_definition', { path: 'taskdef.json' }),
      call(3, 'explain_task_definition', { topic: 'containerDefinitions.dependsOn.condition' }),
      call(4, 'convert_task_definition', { path: 'taskdef.json', to: 'arm64' }),
      call(5, 'check_task_definition', { path: '../out/taskdef.json' }),
      '',
    ].join('\n');
    const served = spawnSync(process.execPath, [join(SERVER, 'node.js'), '--mcp', 'in'], {
      cwd,
      input,
      encoding: 'utf8',
    });
    assert.equal(served.status, 0, served.stderr);
    assert.equal(served.stderr, '');
    assert.equal(served.stdout, taskdef(['mcp', '--root', 'in'], { cwd, input }).stdout);
    const nowhere = spawnSync(process.execPath, [join(SERVER, 'node.js'), '--mcp', 'x'], { cwd, encoding: 'utf8' });
    assert.deepEqual([nowhere.status, nowhere.stdout], [2, '']);
    assert.match(nowhere.stderr, /no such file or folder/);
  });

  test('answers in a worker, where there is no Node', async () => {
    let resolve: (message: unknown) => void = () => {};
    const answered = new Promise<unknown>((done) => {
      resolve = done;
    });
    const self = createContext({
      importScripts() {},
      postMessage: (message: unknown) => resolve(message),
      addEventListener() {},
      ...{ TextEncoder, TextDecoder, setTimeout, clearTimeout, URL, MessageChannel, performance, console },
    }) as { onmessage?: (message: { data: unknown }) => void };
    runInContext('globalThis.self = globalThis;', self);
    runInContext(readFileSync(join(SERVER, 'server.js'), 'utf8'), self);
    await new Promise((next) => setImmediate(next));
    assert.ok(self.onmessage, 'it listens');
    const params = { capabilities: {}, processId: null, rootUri: null };
    self.onmessage({ data: { jsonrpc: '2.0', id: 1, method: 'initialize', params } });
    assert.match(JSON.stringify(await answered), /"codeActionProvider"/);
  });
});
