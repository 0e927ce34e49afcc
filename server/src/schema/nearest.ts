/**
 * The candidates that somebody may have meant by a misspelt word, the nearest first.
 * @returns none where nothing is near enough to suggest: at most a third of the letters may differ, and at most two edits
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  // The kernel's own names of what containers are told without: CAP_SYS_TIME, RLIMIT_NOFILE.
  const lower = word.toLowerCase().replace(/^(?:cap|rlimit)_/, '');
  const limit = Math.min(2, Math.floor(lower.length / 3));
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    if (Math.abs(other.length - lower.length) > limit) continue;
    const distance = other === lower ? 0 : editDistance(lower, other, limit);
    if (distance <= limit) found.push({ candidate, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate);
}

/** Edits from one word to the other, swapped neighbours counted once; more than the limit where there are more. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
