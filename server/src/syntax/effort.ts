/**
 * How much work one reading of a document may be. It is counted in steps and not in time, so that the same text always gets
 * the same answer. An ordinary file needs a hundredth of it; what lies beyond is left out, and told of.
 */

/** What may be left out, in the words in which that is told. */
export type LeftOut = 'suggestions' | 'templates' | 'findings' | 'containers' | 'parts';

/** About a second on a slow machine. */
const STEPS = 5_000_000;

/** So many findings of a kind are told. Whoever has more mends them in one go, and the 64 KiB that ECS takes seldom hold more. */
export const MOST_OF_A_KIND = 500;

let left = Number.POSITIVE_INFINITY;
let leftOut = new Set<LeftOut>();
/** How many findings there are, by their kind. */
let told = new Map<string, number>();

/** Whether there is room for so many more steps. They are counted; once there is no room, there is none for anything. */
export function affords(what: LeftOut, steps: number): boolean {
  left -= steps;
  if (left >= 0) return true;
  leftOut.add(what);
  return false;
}

/** Notes that something was left out for being one of too many. */
export function leaveOut(what: LeftOut): void {
  leftOut.add(what);
}

/** Whether one more finding of a kind is to be told. It is counted. */
export function admits(kind: string): boolean {
  if (left === Number.POSITIVE_INFINITY) return true;
  const count = (told.get(kind) ?? 0) + 1;
  told.set(kind, count);
  if (count <= MOST_OF_A_KIND) return true;
  leftOut.add('findings');
  return false;
}

/** Whether no finding of a kind is to be told any more, so that none need be looked for. */
export function isEnough(kind: string): boolean {
  return left !== Number.POSITIVE_INFINITY && (told.get(kind) ?? 0) > MOST_OF_A_KIND;
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
  told = new Map();
  try {
    const result = work();
    return { result, leftOut: [...leftOut] };
  } finally {
    left = Number.POSITIVE_INFINITY;
  }
}
