/**
 * How much work one reading of a document may be. It is counted in steps and not in time, so that the same text always gets
 * the same answer. An ordinary file needs a hundredth of it; what lies beyond is left out, and told of.
 */

/** What may be left out, in the words in which that is told. */
export type LeftOut = 'suggestions' | 'templates';

/** About a second on a slow machine. */
const STEPS = 5_000_000;

let left = Number.POSITIVE_INFINITY;
let leftOut = new Set<LeftOut>();

/** Whether there is room for so many more steps. They are counted; once there is no room, there is none for anything. */
export function affords(what: LeftOut, steps: number): boolean {
  left -= steps;
  if (left >= 0) return true;
  leftOut.add(what);
  return false;
}

/** What a piece of work gave, and what was left out of it. */
export interface Done<T> {
  readonly result: T;
  readonly leftOut: readonly LeftOut[];
}

/** Does a piece of work within the limit. Work within work shares its limit. */
export function withinEffort<T>(work: () => T): Done<T> {
  if (left !== Number.POSITIVE_INFINITY) return { result: work(), leftOut: [] };
  left = STEPS;
  leftOut = new Set();
  try {
    const result = work();
    return { result, leftOut: [...leftOut] };
  } finally {
    left = Number.POSITIVE_INFINITY;
  }
}
