import assert from 'node:assert/strict';
import { Dice } from '../protocol/fuzzing.ts';
import { folder, taskdef } from '../unit/cli.ts';
import type { Attack } from './attack.ts';
import { filledTask } from './hostile/markup.ts';
import { ATTACKS, assertHarmless, FORMATS } from './hostile/terminal.ts';

/** Commands for terminals and build servers in every member, in names of files and in settings: none reaches the output. */
export const attack: Attack = {
  async round(context, seed) {
    const dice = new Dice(seed);
    const evil = () => {
      const one = dice.oneOf(ATTACKS);
      if (dice.chance(0.5)) return one;
      const other = dice.oneOf(ATTACKS);
      const at = dice.below(other.length + 1);
      return other.slice(0, at) + one + other.slice(at);
    };
    const text = JSON.stringify(filledTask(evil), null, dice.below(3));
    const name = `${evil().replaceAll('/', '_')}-taskdef.json`;
    const cwd = folder(context, {
      [name]: dice.chance(0.2) ? `{"containerDefinitions":[${evil()}` : text,
      ...(dice.chance(0.5) ? { '.taskdef.json': JSON.stringify({ [evil()]: 1, rules: { [evil()]: evil() } }) } : {}),
    });
    const format = dice.oneOf(FORMATS);
    const ran = taskdef(['check', ...(dice.chance(0.5) ? ['--hints'] : []), '--format', format, '.'], { cwd });
    assert.ok(ran.status === 1 || ran.status === 2, `${ran.status} ${ran.stderr}`);
    assertHarmless(ran, format);
  },
};
