/** The server in Neovim, with the configuration that docs/editors.md shows. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder } from '../unit/cli.ts';
import { configuration, environment, has, missing, REPAIRED, type Session, TEXT } from './editor.ts';

test('Neovim: diagnostics, hover, code action, rename', (t) => {
  if (!has('nvim')) return t.skip(missing('nvim', 'Neovim'));
  const home = folder(t, { 'init.lua': configuration('lua'), 'work/task-definition.json': TEXT });
  const out = join(home, 'out.json');
  const ran = spawnSync(
    'nvim',
    [
      '--headless',
      '-u',
      join(home, 'init.lua'),
      '-i',
      'NONE',
      '-n',
      'task-definition.json',
      '-S',
      join(import.meta.dirname, 'neovim.lua'),
    ],
    { cwd: join(home, 'work'), env: { ...environment(home), TASKDEF_OUT: out }, encoding: 'utf8', timeout: 120_000 },
  );
  assert.equal(ran.status, 0, `${ran.stderr}${ran.stdout}`);
  const session = JSON.parse(readFileSync(out, 'utf8')) as Session;
  assert.ok(session.diagnostics.includes('wrong-type'), session.diagnostics.join());
  assert.match(session.hover, /networkMode/);
  assert.match(session.hover, /awsvpc/);
  assert.equal(session.text, REPAIRED);
  assert.ok(!session.left.includes('wrong-type'));
});
