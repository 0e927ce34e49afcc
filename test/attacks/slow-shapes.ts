import { Dice } from '../protocol/fuzzing.ts';
import type { Attack } from './attack.ts';
import { assertQuick } from './slow/limits.ts';
import { SHAPES } from './slow/shapes.ts';

const SIZES = [4_000, 16_000, 64_000, 250_000, 1_000_000];

/** Texts that are hard to read, up to 1 MB: no request takes more than 20 times what an ordinary text of the size takes. */
export const attack: Attack = {
  async round(context, seed) {
    const dice = new Dice(seed);
    await assertQuick(context, dice.oneOf(SHAPES), dice.oneOf(SIZES));
  },
};
