/** What V8 compiled is kept for the next start. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, type TestContext, test } from 'node:test';
import { ServerProcess, SOON, URI } from './server-process.ts';

const FAULTY =
  '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.29", "esential": true }] }';

// On Windows a file has no such owner and mode.
describe('compiled code', { ...SOON, skip: process.platform === 'win32' }, () => {
  let home: string;
  const outside = { cache: process.env.XDG_CACHE_HOME, off: process.env.NODE_DISABLE_COMPILE_CACHE };
  const folder = () => join(home, 'taskdef');
  const kept = () => join(folder(), readdirSync(folder())[0]!);

  before(() => {
    delete process.env.NODE_DISABLE_COMPILE_CACHE;
  });
  beforeEach(() => {
    if (home) rmSync(home, { recursive: true });
    home = mkdtempSync(join(tmpdir(), 'taskdef-cache-'));
    process.env.XDG_CACHE_HOME = home;
  });
  after(() => {
    rmSync(home, { recursive: true });
    for (const [name, value] of [
      ['XDG_CACHE_HOME', outside.cache],
      ['NODE_DISABLE_COMPILE_CACHE', outside.off],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  /** A session in which a file is opened; returns the codes of what is found. */
  async function session(context: TestContext) {
    const server = new ServerProcess(context);
    await server.initialize({ textDocument: { diagnostic: {} } });
    server.open(FAULTY);
    const { result } = await server.request(2, 'textDocument/diagnostic', { textDocument: { uri: URI } });
    await server.request(3, 'shutdown');
    server.send({ method: 'exit' });
    assert.equal(await server.end(), 0);
    assert.equal(server.errors, '');
    return (result as { items: { code: string }[] }).items.map(({ code }) => code);
  }

  test('is kept for its user alone, and used as it is', async (context) => {
    const first = await session(context);
    assert.ok(first.includes('unknown-property'));
    assert.equal(readdirSync(folder()).length, 1);
    assert.equal(statSync(kept()).mode & 0o777, 0o600);
    assert.equal(statSync(folder()).mode & 0o777, 0o700);
    const { mtimeMs, ino } = statSync(kept());
    assert.deepEqual(await session(context), first);
    assert.deepEqual([statSync(kept()).mtimeMs, statSync(kept()).ino], [mtimeMs, ino]);
  });

  test('is made again when the bundle is another one', async (context) => {
    const first = await session(context);
    const code = readFileSync(kept());
    code.write('taskdef 1 1\n', 0);
    writeFileSync(kept(), code);
    assert.deepEqual(await session(context), first);
    assert.notDeepEqual(readFileSync(kept()).subarray(0, 48), code.subarray(0, 48));
  });

  test('is made again when it was cut off or is of another V8', async (context) => {
    const first = await session(context);
    const whole = readFileSync(kept());
    const otherVersion = Buffer.from(whole);
    // Behind the mark and V8's magic number: the hash of its version.
    otherVersion.writeUInt32LE(12345, 48 + 4);
    for (const broken of [whole.subarray(0, whole.length >> 1), whole.subarray(0, 50), Buffer.alloc(0), otherVersion]) {
      writeFileSync(kept(), broken);
      assert.deepEqual(await session(context), first);
      assert.ok(readFileSync(kept()).length > whole.length / 2);
      assert.ok(!readFileSync(kept()).equals(broken));
    }
  });

  test('is not used where others could have written it', async (context) => {
    const first = await session(context);
    appendFileSync(kept(), 'changed');
    chmodSync(kept(), 0o666);
    assert.deepEqual(await session(context), first);
    assert.equal(statSync(kept()).mode & 0o777, 0o600);
    assert.ok(!readFileSync(kept()).toString('latin1').endsWith('changed'));
  });

  test('is not missed where there is no place for it', async (context) => {
    writeFileSync(folder(), 'a file where the folder should be');
    assert.ok((await session(context)).includes('unknown-property'));
  });
});

describe('compiled code of the command line', { ...SOON, skip: process.platform === 'win32' }, () => {
  const PROGRAM = join(import.meta.dirname, '../../dist/cli.js');
  let home: string;
  const folder = () => join(home, 'taskdef');
  const kept = () => readdirSync(folder()).map((name) => join(folder(), name));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'taskdef-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  /** What a check of a faulty text prints, and its status. */
  function check(variables: NodeJS.ProcessEnv = {}) {
    const { CI, NODE_DISABLE_COMPILE_CACHE, ...outside } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'check', '--format', 'json', '-'], {
      input: FAULTY,
      encoding: 'utf8',
      env: { ...outside, XDG_CACHE_HOME: home, ...variables },
    });
    return { status, stdout, stderr };
  }

  test('is kept by the first run for its user alone, and gives the same result', () => {
    const first = check();
    assert.deepEqual([first.status, first.stderr], [1, '']);
    assert.match(first.stdout, /"unknown-property"/);
    const [file, ...others] = kept();
    assert.deepEqual(others, []);
    const { mode, mtimeMs, ino } = statSync(file!);
    assert.equal(mode & 0o777, 0o600);
    assert.deepEqual(check(), first);
    assert.deepEqual([statSync(file!).mtimeMs, statSync(file!).ino], [mtimeMs, ino]);
  });

  test('is made again when it is broken or somebody else could have written it', () => {
    const first = check();
    const [file] = kept();
    const whole = readFileSync(file!);
    for (const broken of [whole.subarray(0, whole.length >> 1), whole.subarray(48), Buffer.alloc(0)]) {
      writeFileSync(file!, broken);
      assert.deepEqual(check(), first);
      assert.ok(readFileSync(file!).length > whole.length / 2);
    }
    chmodSync(file!, 0o666);
    assert.deepEqual(check(), first);
    assert.equal(statSync(file!).mode & 0o777, 0o600);
  });

  test('goes when it is of a version that is no longer used', () => {
    check();
    const [file] = kept();
    const old = join(folder(), 'command-line-0.v8');
    writeFileSync(old, '');
    utimesSync(old, 0, 0);
    rmSync(file!);
    check();
    assert.deepEqual(kept(), [file]);
  });

  test('is not missed where there is no place for it, and not made on a build server', () => {
    const first = check();
    rmSync(folder(), { recursive: true });
    for (const variables of [{ CI: 'true' }, { NODE_DISABLE_COMPILE_CACHE: '1' }]) {
      assert.deepEqual(check(variables), first);
      assert.deepEqual(readdirSync(home), []);
    }
    assert.deepEqual(check({ XDG_CACHE_HOME: '', HOME: '' }), first);
    assert.deepEqual(check({ XDG_CACHE_HOME: '/dev/null' }), first);
    writeFileSync(folder(), 'a file where the folder should be');
    assert.deepEqual(check(), first);
  });
});
