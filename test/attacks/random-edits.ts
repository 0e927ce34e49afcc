import { fuzz } from '../protocol/fuzzing.ts';
import type { Attack } from './attack.ts';

const EDITS = 30;

/** Random edits through the real server: no request fails, and the answers are those of a fresh server. */
export const attack: Attack = { round: (context, seed) => fuzz(context, seed, EDITS) };
