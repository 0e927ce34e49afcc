/** What `npm run build` made last is made of what stands here. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
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
