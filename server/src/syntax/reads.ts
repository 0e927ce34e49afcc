/**
 * Records what a check reads of a document, so that after an edit only the checks that read what has changed are
 * repeated. There are many reads, so recording one has to cost next to nothing: what is read goes by the name of its
 * member, and names by a number that a few of them share. A check is then repeated once too often, never too rarely.
 *
 * A check finds every node on a way from the root: by the name of a member, or in the members of an object or the items
 * of a list. So it need not be repeated where no name that it looked for came or went, no list that it went through got
 * other items, and no value that it read is another one. Kinds and parents of nodes never change; where a node is in the
 * text must not decide what is found.
 */

/** What was read: a set of bits. */
export type Reads = Uint32Array;

/** The number of the document's text as a whole, of values that belong to no member, and of what is in no member. */
export const WHOLE_TEXT = 0;

const NUMBERS = 256;
/** Behind values come names that were looked for, then objects and lists that were gone through, by what holds them. */
const NAMES = NUMBERS;
const MEMBERS = 2 * NUMBERS;
const ITEMS = 3 * NUMBERS;
const WORDS = (4 * NUMBERS) / 32;

let current: Reads | undefined;

/** The number of a member's name. */
export function numberOf(name: string): number {
  const { length } = name;
  // A hash of every letter would take longer than most reads.
  const mixed =
    name.charCodeAt(0) * 7 + name.charCodeAt(length >> 1) * 31 + name.charCodeAt(length - 1) * 131 + length * 17;
  return 1 + (mixed % (NUMBERS - 1) || 0);
}

/**
 * Runs a check and returns what it read.
 * @param before what it is known to read: this is in the result as well
 */
export function recordReads(check: () => void, before?: Reads): Reads {
  const outer = current;
  const reads = before ? before.slice() : new Uint32Array(WORDS);
  current = reads;
  try {
    check();
  } finally {
    current = outer;
  }
  return reads;
}

/**
 * Begins a part of a check that is being recorded, to learn whether the part itself reads any of some bits. There may be
 * thousands of parts, so this takes no function.
 * @param bits 31 at most
 * @returns what {@link endPart} needs to know
 */
export function beginPart(bits: readonly number[]): number {
  let known = 0;
  if (!current) return known;
  for (let i = 0; i < bits.length; i++) {
    const bit = bits[i]!;
    if (!isRead(current, bit)) continue;
    known |= 1 << i;
    current[bit >>> 5]! &= ~(1 << (bit & 31));
  }
  return known;
}

/** Ends a part. @returns whether it has read any of the bits */
export function endPart(bits: readonly number[], known: number): boolean {
  let any = false;
  if (!current) return any;
  for (let i = 0; i < bits.length; i++) {
    if (isRead(current, bits[i]!)) any = true;
    else if ((known & (1 << i)) !== 0) mark(current, bits[i]!);
  }
  return any;
}

/** What was worked out once, and what was read for it. */
export interface Remembered<T> {
  readonly value: T;
  /** Undefined if it was worked out while nothing was recorded. */
  readonly reads: Reads | undefined;
}

/** Works something out once for several checks. Each of them counts as having read what was read for it. */
export function remember<K extends object, T>(memo: WeakMap<K, Remembered<T>>, key: K, work: () => T): T {
  let known = memo.get(key);
  if (!known || (current && !known.reads)) {
    known = workOut(work);
    memo.set(key, known);
  }
  if (current && known.reads) for (let i = 0; i < WORDS; i++) current[i]! |= known.reads[i]!;
  return known.value;
}

function workOut<T>(work: () => T): Remembered<T> {
  if (!current) return { value: work(), reads: undefined };
  let value: T | undefined;
  const reads = recordReads(() => {
    value = work();
  });
  return { value: value as T, reads };
}

/**
 * Reads without recording it, for work whose result depends only on which names exist: those reads are recorded
 * separately, see {@link Changed.names}.
 */
export function unrecorded<T>(work: () => T): T {
  const outer = current;
  current = undefined;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Records that a value of a member is read. */
export function noteRead(member: number): void {
  if (current) mark(current, member);
}

/** Records that a member of that name is looked for, in any object. */
export function noteName(name: string): void {
  if (current) mark(current, NAMES + numberOf(name));
}

/** Records that the members of an object are gone through. @param holder the member that holds it, or the list it is in */
export function noteMembers(holder: number): void {
  if (current) mark(current, MEMBERS + holder);
}

/** Records that the items of a list are gone through. @param holder the member that holds it */
export function noteItems(holder: number): void {
  if (current) mark(current, ITEMS + holder);
}

/** The bit for going through the items of a list, for {@link beginPart}. @param holder as in {@link noteItems} */
export function itemsBit(holder: number): number {
  return ITEMS + holder;
}

/** Records again what reading a member took when its value was remembered. */
export function noteRemembered(name: string): void {
  if (!current) return;
  const number = numberOf(name);
  mark(current, number);
  mark(current, NAMES + number);
  mark(current, ITEMS + number);
}

/** What an edit changes of a document. */
export interface Changed {
  /** The members whose values are other ones. */
  readonly values?: readonly number[];
  /** The names that came or went, also with an object that is an item. */
  readonly names?: readonly string[];
  /** The member that holds an object with other members. */
  readonly members?: number;
  /** The member that holds a list with other items. */
  readonly items?: number;
}

/**
 * The reads that an edit concerns. The text is always another one.
 * @param others those of the edits before it, which are added
 */
export function readsOf({ values = [], names = [], members, items }: Changed, others?: Reads): Reads {
  const reads = others ? others.slice() : new Uint32Array(WORDS);
  mark(reads, WHOLE_TEXT);
  for (const member of values) mark(reads, member);
  for (const name of names) mark(reads, NAMES + numberOf(name));
  if (members !== undefined) mark(reads, MEMBERS + members);
  if (items !== undefined) mark(reads, ITEMS + items);
  return reads;
}

/** Whether something is in both. */
export function overlap(one: Reads, other: Reads): boolean {
  for (let i = 0; i < WORDS; i++) if ((one[i]! & other[i]!) !== 0) return true;
  return false;
}

/** Whether a value of a member was read, or the text. */
export function isRead(reads: Reads, member: number): boolean {
  return (reads[member >>> 5]! & (1 << (member & 31))) !== 0;
}

/** Whether a member of that name was looked for. */
export function lookedFor(reads: Reads, name: string): boolean {
  return isRead(reads, NAMES + numberOf(name));
}

function mark(reads: Reads, bit: number): void {
  reads[bit >>> 5]! |= 1 << (bit & 31);
}
