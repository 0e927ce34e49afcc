/** A little of what `npm run fuzz` does, always the same. */
import { describe, test } from 'node:test';
import { fuzz } from './fuzzing.ts';

describe('random edits through the server', () => {
  for (let seed = 1; seed <= 40; seed++) test(`seed ${seed}`, (t) => fuzz(t, seed, 8));
});
