/** Refactorings of which a user takes any part, in texts with comments where nobody puts them. */
import assert from 'node:assert/strict';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { COMMENTINGS, commented } from '../unit/commented.ts';
import { tryPreviews } from '../unit/previews.ts';
import type { Attack } from './attack.ts';

const EXAMPLES = Object.values(RULE_EXAMPLES).flatMap(({ good, bad }) => [...good, ...bad]);

export const attack: Attack = {
  async round(_, seed) {
    let state = seed || 1;
    const random = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
    const parts = (count: number) =>
      Array.from({ length: 40 }, () => Array.from({ length: count }, () => random() < 0.5));
    const source = commented(pick(EXAMPLES), pick(COMMENTINGS));
    assert.deepEqual(tryPreviews(source, parts).problems, []);
  },
};
