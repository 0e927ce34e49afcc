import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Dice } from '../protocol/fuzzing.ts';
import { cli, folder, task } from '../unit/cli.ts';
import type { Attack } from './attack.ts';

const NAME = 'taskdef.json';
const LONGEST_MILLISECONDS = 700;

/** Somebody saves at any time while `--fix` works, in place or by a new file: what they saved last is there in the end. */
export const attack: Attack = {
  async round(context, seed) {
    const dice = new Dice(seed);
    const environment = Array.from({ length: dice.below(1500) }, (_, i) => ({ name: `V${i}`, value: 'v' }));
    const cwd = folder(context, { [NAME]: task({ cpu: 256 }, { environment }) });
    const run = spawn(process.execPath, [cli(), 'check', '--fix', '.'], { cwd, stdio: 'ignore' });
    const ended = once(run, 'exit');
    const saves = 1 + dice.below(3);
    for (let i = 1; i <= saves; i++) {
      await wait(dice.below(LONGEST_MILLISECONDS / saves));
      const text = task({ family: `saved-${i}`, cpu: 256 }, { environment });
      if (dice.chance(0.5)) writeFileSync(join(cwd, NAME), text);
      else {
        writeFileSync(join(cwd, 'new'), text);
        renameSync(join(cwd, 'new'), join(cwd, NAME));
      }
    }
    await ended;
    const after = JSON.parse(readFileSync(join(cwd, NAME), 'utf8')) as { family: string };
    assert.equal(after.family, `saved-${saves}`);
    assert.deepEqual(readdirSync(cwd), [NAME]);
  },
};
