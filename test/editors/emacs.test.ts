/** The server in Emacs with Eglot, with the configuration that docs/editors.md shows. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder } from '../unit/cli.ts';
import { configuration, environment, has, missing, REPAIRED, type Session, TEXT } from './editor.ts';

/** Whether Eglot is there: built in since Emacs 29, else a package of the system. */
function hasEglot(): boolean {
  return spawnSync('emacs', ['--batch', '-f', 'package-initialize', '--eval', "(require 'eglot)"]).status === 0;
}

test('Emacs: diagnostics, hover, code action, rename', (t) => {
  if (!has('emacs')) return t.skip(missing('emacs', 'Emacs'));
  if (!hasEglot()) return t.skip(missing('elpa-eglot', 'Emacs'));
  const home = folder(t, { 'init.el': configuration('elisp'), 'work/task-definition.json': TEXT });
  const out = join(home, 'out.json');
  const ran = spawnSync(
    'emacs',
    ['--batch', '-f', 'package-initialize', '-l', join(home, 'init.el'), '-l', join(import.meta.dirname, 'emacs.el')],
    {
      cwd: join(home, 'work'),
      env: { ...environment(home), TASKDEF_OUT: out, TASKDEF_FILE: join(home, 'work/task-definition.json') },
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  assert.equal(ran.status, 0, `${ran.stderr}${ran.stdout}`);
  const session = JSON.parse(readFileSync(out, 'utf8')) as Session;
  assert.ok(
    session.diagnostics.some((text) => text.includes('has to be a number')),
    session.diagnostics.join('\n'),
  );
  assert.match(session.hover, /networkMode/);
  assert.match(session.hover, /awsvpc/);
  assert.equal(session.text, REPAIRED);
  assert.ok(!session.left.some((text) => text.includes('has to be a number')));
});
