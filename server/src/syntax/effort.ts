/**
 * Limits the work of analysing one document. It is counted in steps rather than time, so that the same text always gets
 * the same result. An ordinary file needs a hundredth of the limit. Work beyond it is skipped, and the user is told.
 */

/** What may be skipped, in the words used to report it. */
export type LeftOut = 'suggestions' | 'templates' | 'findings' | 'containers' | 'parts';

/** About a second on a slow machine. */
const STEPS = 5_000_000;

/**
 * The maximum number of findings of one kind. More of them would be corrected in one go, and the 64 KiB that ECS
 * accepts rarely hold as many.
 */
export const MOST_OF_A_KIND = 500;

let left = Number.POSITIVE_INFINITY;
let leftOut = new Set<LeftOut>();
/** The number of findings of each kind. */
let told = new Map<string, number>();

/** Counts steps, and says whether there is room for them. Once there is not, every further request is refused. */
export function affords(what: LeftOut, steps: number): boolean {
  left -= steps;
  if (left >= 0) return true;
  leftOut.add(what);
  return false;
}

/** Records that something was skipped because there was too much of it. */
export function leaveOut(what: LeftOut): void {
  leftOut.add(what);
}

/** Counts a finding of a kind, and says whether it may still be reported. */
export function admits(kind: string): boolean {
  if (left === Number.POSITIVE_INFINITY) return true;
  const count = (told.get(kind) ?? 0) + 1;
  told.set(kind, count);
  if (count <= MOST_OF_A_KIND) return true;
  leftOut.add('findings');
  return false;
}

/** Whether findings of a kind are no longer reported, so that there is no need to look for them. */
export function isEnough(kind: string): boolean {
  return left !== Number.POSITIVE_INFINITY && (told.get(kind) ?? 0) > MOST_OF_A_KIND;
}

/** The result of a piece of work, and what was skipped in it. */
export interface Done<T> {
  readonly result: T;
  readonly leftOut: readonly LeftOut[];
}

/** Does a piece of work within the limit. Nested calls share the limit of the outermost one. */
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
