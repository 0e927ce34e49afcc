/** Two `--fix` over one folder, of which one is killed, or has a file saved under its hands, at some call to the file system. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, folder, task, taskdef } from '../unit/cli.ts';
import { between, MOMENTS } from '../unit/file-moments.ts';
import type { Attack } from './attack.ts';

const BROKEN = task({ cpu: 256 });
const REPAIRED = task();
const FILES = 30;

export const attack: Attack = {
  async round(context, seed) {
    const names = Array.from({ length: FILES }, (_, i) => `f${i}-taskdef.json`);
    const cwd = folder(context, Object.fromEntries(names.map((name) => [name, BROKEN])));
    const saves = seed % 2 === 1;
    const { call } = MOMENTS[seed % MOMENTS.length]!;
    const saved = names[(seed * 7) % FILES]!;
    const text = task({ family: `saved-${seed}` });
    const action = saves
      ? `fs.writeFileSync('new', ${JSON.stringify(text)}); fs.renameSync('new', '${saved}');`
      : "process.kill(process.pid, 'SIGKILL');";
    const hook = between(folder(context), { call, nth: 1 + ((seed * 13) % FILES) }, action);
    const runs = [['--require', hook], []].map((node) =>
      spawn(process.execPath, [...node, cli(), 'check', '--fix', '.'], { cwd, stdio: 'ignore' }),
    );
    await Promise.all(runs.map((run) => once(run, 'exit')));
    // What is saved right before one of them renames is the one thing that nothing guards, so that any of the three may stay.
    for (const name of names) {
      const after = readFileSync(join(cwd, name), 'utf8');
      const expected = name === saved ? [BROKEN, REPAIRED, text] : [BROKEN, REPAIRED];
      assert.ok(expected.includes(after), `${name} is neither old nor new:\n${after}`);
    }
    writeFileSync(join(cwd, 'last-taskdef.json'), BROKEN);
    const last = taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(last.status, 0, last.stderr);
    assert.deepEqual(readdirSync(cwd).sort(), [...names, 'last-taskdef.json'].sort());
  },
};
