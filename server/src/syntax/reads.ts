/**
 * Records which values a check reads, so that after an edit only the checks that read such a value are repeated.
 * Values are distinguished by the name of their member, as a number within the document: there are many reads, so
 * recording one has to cost next to nothing.
 */

/** One entry for each member name in the document; it is not 0 if a value of that member was read. */
export type Reads = Uint8Array;

/** The entry for the document's text as a whole, and for values that belong to no member. */
export const WHOLE_TEXT = 0;

let current: Reads | undefined;

/**
 * Runs a check and returns what it read.
 * @param members how many member names the document has
 */
export function recordReads(members: number, check: () => void): Reads {
  const outer = current;
  const reads = new Uint8Array(members + 1);
  current = reads;
  try {
    check();
  } finally {
    current = outer;
  }
  return reads;
}

/** Records that a value of a member is read. */
export function noteRead(member: number): void {
  if (current) current[member] = 1;
}
