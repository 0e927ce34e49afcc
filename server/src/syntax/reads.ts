/**
 * Notes which values a check reads, so that an edit of a value repeats only the checks that have read such a value.
 * Values are told apart by the name of the member that they belong to, which is a number of the document: reads are many,
 * and a note must cost nothing to speak of.
 */

/** What was read: an entry for each member name of the document, not 0 where one of its values was read. */
export type Reads = Uint8Array;

/** The entry for the text of the document as a whole, and for values that belong to no member. */
export const WHOLE_TEXT = 0;

let current: Reads | undefined;

/** Runs a check and returns what it read. @param members how many member names the document has */
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

/** Notes that a value of a member is read. */
export function noteRead(member: number): void {
  if (current) current[member] = 1;
}
