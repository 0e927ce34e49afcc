/**
 * What `--fix` and `--write-baseline` write: the old file or the new one, never less, and never over what somebody else
 * wrote meanwhile. The others act in the program itself, between two calls of the file system, so that every moment
 * comes up and none by chance.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { cli, folder, task, taskdef } from '../unit/cli.ts';
import { between, MOMENTS, type Moment } from '../unit/file-moments.ts';

const BROKEN = task({ cpu: 256 });
const REPAIRED = task();
const SAVED = task({ cpu: 256, family: 'saved' });
const isRoot = process.getuid?.() === 0;

/** The names in a folder that are no file of the test's. */
function others(cwd: string, ...own: string[]): string[] {
  return readdirSync(cwd).filter((name) => !own.includes(name));
}

/** Runs `--fix` on one file, with something done to the file at a moment. */
function fixWhile(t: TestContext, moment: Moment, action: string, options: { baseline?: boolean } = {}) {
  const cwd = folder(t, { 'taskdef.json': BROKEN, 'saved.txt': SAVED });
  const hook = between(folder(t), moment, action);
  const args = options.baseline ? ['--baseline', 'base.json', '--write-baseline'] : ['--fix'];
  return { cwd, ...taskdef(['check', ...args, 'taskdef.json'], { cwd, node: ['--require', hook] }) };
}

test('the moments are all that there are', (t) => {
  const cwd = folder(t, { 'taskdef.json': BROKEN });
  const hook = join(folder(t), 'hook.cjs');
  writeFileSync(
    hook,
    `const fs = require('node:fs');
    let calls;
    for (const name of Object.keys(fs).filter((key) => key.endsWith('Sync'))) {
      const real = fs[name];
      let inside = false;
      fs[name] = (...args) => {
        if (name === 'openSync' && args[1] === 'wx') calls = [];
        // Functions of Node call each other.
        if (!inside && new Error().stack.split('\\n')[2].includes('cli.js')) calls?.push(name);
        inside = true;
        try { return real(...args); } finally { inside = false; }
      };
    }
    process.on('exit', () => process.stderr.write('\\n' + calls.join()));`,
  );
  const { stderr } = taskdef(['check', '--fix', 'taskdef.json'], { cwd, node: ['--require', hook] });
  const known = MOMENTS.map(({ call }) => call);
  const met = stderr
    .split('\n')
    .at(-1)!
    .split(',')
    .filter((call) => call !== 'fstatSync');
  assert.deepEqual(met, known);
});

describe('a file that is saved while --fix works', () => {
  const ways = {
    'by renaming': "fs.copyFileSync('saved.txt', 'new'); fs.renameSync('new', 'taskdef.json');",
    'in place': "fs.writeFileSync('taskdef.json', fs.readFileSync('saved.txt'));",
    'in place, of the same length at the same time':
      "const { atime, mtime } = fs.statSync('taskdef.json'); fs.writeFileSync('taskdef.json', fs.readFileSync('taskdef.json', 'utf8').replace('web', 'bew')); fs.utimesSync('taskdef.json', atime, mtime);",
  };
  // Right before the renaming is the one moment that nothing guards.
  for (const moment of MOMENTS.filter(({ call }) => call !== 'renameSync')) {
    for (const [way, action] of Object.entries(ways)) {
      test(`${way}, before ${moment.call} ${moment.nth}, keeps what was saved`, (t) => {
        const { cwd, status, stderr } = fixWhile(t, moment, action);
        const after = readFileSync(join(cwd, 'taskdef.json'), 'utf8');
        const saved = way.includes('length') ? BROKEN.replace('web', 'bew') : SAVED;
        if (moment.isAfterwards) {
          // The other wrote last, over what we wrote.
          assert.equal(status, 0, stderr);
          assert.equal(after, way.includes('length') ? REPAIRED.replace('web', 'bew') : SAVED);
        } else {
          assert.equal(after, saved);
          assert.equal(status, 2);
          assert.match(stderr, /taskdef\.json: Not written\. It was changed in the meantime\./);
        }
        assert.deepEqual(others(cwd, 'taskdef.json', 'saved.txt'), []);
      });
    }
  }

  test('and was removed, stays removed', (t) => {
    const { cwd, status, stderr } = fixWhile(t, MOMENTS[0]!, "fs.rmSync('taskdef.json');");
    assert.equal(status, 2);
    assert.match(stderr, /Not written\. It was changed in the meantime\./);
    assert.deepEqual(others(cwd, 'saved.txt'), []);
  });

  test('and became a link, is not written through', (t) => {
    const action = "fs.rmSync('taskdef.json'); fs.symlinkSync('saved.txt', 'taskdef.json');";
    for (const moment of MOMENTS.slice(0, 3)) {
      const { cwd, status, stderr } = fixWhile(t, moment, action);
      assert.equal(status, 2);
      assert.match(stderr, /Not written\. It is a symbolic link/);
      assert.equal(readFileSync(join(cwd, 'saved.txt'), 'utf8'), SAVED);
    }
  });

  test('and was repaired by another run, is as it should be', (t) => {
    const action = `fs.writeFileSync('new', ${JSON.stringify(REPAIRED)}); fs.renameSync('new', 'taskdef.json');`;
    const { cwd, status, stderr } = fixWhile(t, MOMENTS[1]!, action);
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), REPAIRED);
  });
});

describe('a run that is killed', () => {
  for (const moment of MOMENTS) {
    test(`before ${moment.call} ${moment.nth} leaves the old file or the new one, and the next run its folder clean`, (t) => {
      const { cwd } = fixWhile(t, moment, "process.kill(process.pid, 'SIGKILL');");
      const after = readFileSync(join(cwd, 'taskdef.json'), 'utf8');
      assert.ok(after === BROKEN || after === REPAIRED, after);
      assert.equal(taskdef(['check', '--fix', '.'], { cwd }).status, 0);
      assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), REPAIRED);
      assert.deepEqual(others(cwd, 'taskdef.json', 'saved.txt'), []);
    });
  }

  test('leaves a whole baseline or none', (t) => {
    for (const moment of MOMENTS) {
      const { cwd } = fixWhile(t, moment, "process.kill(process.pid, 'SIGKILL');", { baseline: true });
      const file = join(cwd, 'base.json');
      if (existsSync(file)) assert.equal(JSON.parse(readFileSync(file, 'utf8')).version, 1);
      const again = taskdef(['check', '--baseline', 'base.json', '--write-baseline', '.'], { cwd });
      assert.equal(again.status, 0, again.stderr);
      assert.deepEqual(others(cwd, 'taskdef.json', 'saved.txt', 'base.json'), []);
    }
  });

  test('leaves what is not ours, or still in use, to whom it belongs', (t) => {
    const cwd = folder(t, {
      'taskdef.json': BROKEN,
      '.taskdef.json.123.tmp': 'x',
      '.taskdef-0123abcd-7-0123abcd.tmp': 'of another machine',
      '.taskdef-notes.tmp': 'x',
    });
    assert.equal(taskdef(['check', '--fix', '.'], { cwd }).status, 0);
    assert.equal(others(cwd, 'taskdef.json').length, 3);
  });
});

test('several runs at once end with every file repaired and nothing else', async (t) => {
  const names = Array.from({ length: 20 }, (_, i) => `f${i}-taskdef.json`);
  const cwd = folder(t, Object.fromEntries(names.map((name) => [name, BROKEN])));
  const runs = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [cli(), 'check', '--fix', '.'], { cwd, stdio: 'ignore' }),
  );
  for (const [status] of await Promise.all(runs.map((run) => once(run, 'exit')))) assert.equal(status, 0);
  for (const name of names) assert.equal(readFileSync(join(cwd, name), 'utf8'), REPAIRED);
  assert.deepEqual(others(cwd, ...names), []);
});

describe('a file that is written keeps', () => {
  for (const mode of [0o600, 0o640, 0o660, 0o664, 0o666, 0o775, 0o777, 0o4755]) {
    test(`its mode ${mode.toString(8)}, whatever the umask`, (t) => {
      const cwd = folder(t, { 'taskdef.json': BROKEN, 'umask.cjs': 'process.umask(0o077)' });
      chmodSync(join(cwd, 'taskdef.json'), mode);
      const { status } = taskdef(['check', '--fix', '.'], { cwd, node: ['--require', join(cwd, 'umask.cjs')] });
      assert.equal(status, 0);
      assert.equal(statSync(join(cwd, 'taskdef.json')).mode & 0o7777, mode);
    });
  }

  test('its owner and group, where the user may give them', { skip: !isRoot && 'only root may' }, (t) => {
    const cwd = folder(t, { 'taskdef.json': BROKEN });
    chownSync(join(cwd, 'taskdef.json'), 65534, 1234);
    assert.equal(taskdef(['check', '--fix', '.'], { cwd }).status, 0);
    const { uid, gid } = statSync(join(cwd, 'taskdef.json'));
    assert.deepEqual([uid, gid], [65534, 1234]);
  });

  test('everything, where the user may not', (t) => {
    const cwd = folder(t, { 'taskdef.json': BROKEN });
    // As a file of somebody else's is to a user who is not root.
    const hook = join(folder(t), 'hook.cjs');
    writeFileSync(
      hook,
      "const fs = require('node:fs'); const stat = fs.lstatSync; const no = Object.assign(new Error(), { code: 'EPERM' });" +
        'fs.lstatSync = (...of) => { const found = stat(...of); if (found) found.uid = 4321n; return found; };' +
        'fs.fchownSync = () => { throw no; };',
    );
    const { status, stderr } = taskdef(['check', '--fix', 'taskdef.json'], { cwd, node: ['--require', hook] });
    assert.equal(status, 2);
    assert.match(stderr, /Not written\. It belongs to another user or group/);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), BROKEN);
    assert.deepEqual(others(cwd, 'taskdef.json'), []);
  });

  test('its name, however long', (t) => {
    const name = `${'n'.repeat(255 - '-taskdef.json'.length)}-taskdef.json`;
    const cwd = folder(t, { [name]: BROKEN });
    const { status, stderr } = taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(join(cwd, name), 'utf8'), REPAIRED);
  });
});

test('a name that is taken is not written over, and stays', (t) => {
  const cwd = folder(t, { 'taskdef.json': BROKEN });
  const hook = join(folder(t), 'hook.cjs');
  writeFileSync(
    hook,
    "const fs = require('node:fs'); const open = fs.openSync;" +
      "fs.openSync = (path, flags, ...more) => { if (flags === 'wx') fs.writeFileSync(path, 'foreign'); return open(path, flags, ...more); };",
  );
  const { status, stderr } = taskdef(['check', '--fix', 'taskdef.json'], { cwd, node: ['--require', hook] });
  assert.equal(status, 2);
  assert.match(stderr, /Not written\. The operating system refused it \(EEXIST\)\./);
  const [foreign] = others(cwd, 'taskdef.json');
  assert.equal(readFileSync(join(cwd, foreign!), 'utf8'), 'foreign');
});

describe('a baseline', () => {
  const write = ['check', '--baseline', 'base.json', '--write-baseline', 'taskdef.json'];

  test('is not written through a link', (t) => {
    const outside = folder(t, { 'outside.json': '{"version":1,"findings":[]}' });
    const cwd = folder(t, { 'taskdef.json': BROKEN });
    for (const target of ['outside.json', 'nothing.json']) {
      symlinkSync(join(outside, target), join(cwd, 'base.json'));
      const { status, stderr } = taskdef(write, { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /base\.json: Not written\. It is a symbolic link/);
      assert.ok(lstatSync(join(cwd, 'base.json')).isSymbolicLink());
      assert.deepEqual(readdirSync(outside), ['outside.json']);
      assert.equal(readFileSync(join(outside, 'outside.json'), 'utf8'), '{"version":1,"findings":[]}');
      rmSync(join(cwd, 'base.json'));
    }
  });

  for (const [when, before] of [
    ['that comes to be meanwhile', undefined],
    ['that changes meanwhile', '{"version":1,"findings":[]}'],
  ] as const) {
    test(`${when} stays as it is`, (t) => {
      const cwd = folder(t, { 'taskdef.json': BROKEN, ...(before ? { 'base.json': before } : {}) });
      const hook = between(folder(t), MOMENTS[1]!, "fs.writeFileSync('base.json', 'of another run');");
      const { status, stderr } = taskdef(write, { cwd, node: ['--require', hook] });
      assert.equal(status, 2);
      assert.match(stderr, /base\.json: Not written\. It was changed in the meantime\./);
      assert.equal(readFileSync(join(cwd, 'base.json'), 'utf8'), 'of another run');
      assert.deepEqual(others(cwd, 'taskdef.json', 'base.json'), []);
    });
  }

  test('stays whole on a full disk', (t) => {
    const before = '{"version":1,"findings":[]}';
    const cwd = folder(t, { 'taskdef.json': BROKEN, 'base.json': before });
    const hook = between(
      folder(t),
      MOMENTS.find(({ call }) => call === 'fsyncSync')!,
      "throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });",
    );
    const { status, stderr } = taskdef(write, { cwd, node: ['--require', hook] });
    assert.equal(status, 2);
    assert.match(stderr, /Not written\. The disk is full\./);
    assert.equal(readFileSync(join(cwd, 'base.json'), 'utf8'), before);
    assert.deepEqual(others(cwd, 'taskdef.json', 'base.json'), []);
  });
});

describe('names that are not UTF-8', { skip: process.platform !== 'linux' && 'there are none' }, () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');

  test('are read, checked, repaired and told apart', (t) => {
    const cwd = folder(t);
    const names = ['caf\xe9-taskdef.json', 'caf\xe8-taskdef.json', 'd\xff/\xfe-taskdef.json', 'd\xff/.taskdef.json'];
    mkdirSync(Buffer.concat([Buffer.from(`${cwd}/`), bytes('d\xff')]));
    const path = (name: string) => Buffer.concat([Buffer.from(`${cwd}/`), bytes(name)]);
    for (const name of names.slice(0, 3)) writeFileSync(path(name), BROKEN);
    const { status, stdout, stderr } = taskdef(['check', '--format', 'json', '.'], { cwd });
    assert.equal(status, 1, stderr);
    assert.equal(stderr, '');
    assert.equal(new Set(JSON.parse(stdout).map(({ file }: { file: string }) => file)).size, 3);

    const given = taskdef(['check', '--fix', 'caf\uFFFD-taskdef.json', 'd\uFFFD/\uFFFD-taskdef.json'], { cwd });
    assert.equal(given.status, 0, given.stderr);
    for (const name of names.slice(0, 3)) assert.equal(readFileSync(path(name), 'utf8'), REPAIRED, name);
  });

  test('have the settings of their folder, and a baseline', (t) => {
    const cwd = folder(t);
    const inside = (name: string) => Buffer.concat([Buffer.from(`${cwd}/`), bytes(`d\xff${name}`)]);
    mkdirSync(inside(''));
    writeFileSync(inside('/taskdef.json'), BROKEN);
    const args = ['check', '--baseline', 'base.json'];
    assert.equal(taskdef([...args, '--write-baseline', '.'], { cwd }).status, 0);
    assert.equal(taskdef([...args, '.'], { cwd }).status, 0);
    writeFileSync(inside('/.taskdef.json'), '{"rules":{"wrong-type":"off"}}');
    assert.equal(taskdef(['check', '.'], { cwd }).status, 0);
  });
});
