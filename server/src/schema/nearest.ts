import { affords } from '../syntax/effort.ts';

/** Each letter is compared with the five around its position. */
const STEPS_A_LETTER = 5;

/** No name that ECS knows is longer, and two edits say nothing about what a longer word was meant to be. */
const LONGEST = 255;

/**
 * The candidates that a misspelt word may have been meant as, nearest first.
 * @returns an empty list if nothing is near enough to suggest: at most a third of the letters may differ, and at most
 * two edits
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  if (word.length > LONGEST) return [];
  // The kernel's own prefixes, which container settings omit: CAP_SYS_TIME, RLIMIT_NOFILE.
  const lower = word.toLowerCase().replace(/^(?:cap|rlimit)_/, '');
  const limit = Math.min(2, Math.floor(lower.length / 3));
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (!affords('suggestions', 1)) return [];
    if (Math.abs(candidate.length - lower.length) > limit) continue;
    const other = candidate.toLowerCase();
    if (other !== lower && !affords('suggestions', STEPS_A_LETTER * lower.length)) return [];
    const distance = other === lower ? 0 : editDistance(lower, other, limit);
    if (distance <= limit) found.push({ candidate, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate);
}

/**
 * The number of edits between two words, counting a swap of neighbours as one; a number above the limit if there are
 * more.
 * Only words whose lengths are close are compared, so each row needs just twice the limit plus one fields.
 */
function editDistance(a: string, b: string, limit: number): number {
  const far = limit + 1;
  let beforeLast: number[] = [];
  let last: number[] = [];
  // A row holds the fields from `-limit` to `limit` around the diagonal.
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    let least = far;
    for (let k = 0; k <= 2 * limit; k++) {
      const j = i + k - limit;
      let best = far;
      if (j >= 0 && j <= b.length) {
        if (i === 0) best = j;
        else if (j === 0) best = i;
        else {
          best = Math.min(
            (last[k + 1] ?? far) + 1,
            (row[k - 1] ?? far) + 1,
            last[k]! + (a[i - 1] === b[j - 1] ? 0 : 1),
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
            best = Math.min(best, beforeLast[k]! + 1);
        }
      }
      row.push(best);
      least = Math.min(least, best);
    }
    if (least >= far) return far;
    beforeLast = last;
    last = row;
  }
  return last[b.length - a.length + limit]!;
}
