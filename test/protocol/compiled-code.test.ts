/** What V8 compiled is kept for the next start. Needs `npm run build`. */
import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, type TestContext, test } from 'node:test';
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
