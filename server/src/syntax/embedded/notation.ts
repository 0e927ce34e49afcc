import type { TextEdit } from '../edit.ts';
import type { Span } from '../node.ts';

/** How a text within another is written there: where each of its characters stands, and how new ones are written. */
export interface Notation {
  /** The text itself, with escapes resolved. */
  readonly content: string;
  /** The offset in the file of an offset in the text. */
  outside(offset: number): number;
  /** The offset in the text of an offset in the file. */
  inside(offset: number): number;
  /** Writes a piece of text as the file has it. */
  write(text: string): string;
}

/** The span in the file of a span in the text. */
export function outsideOf({ outside }: Notation, { offset, length }: Span): Span {
  const start = outside(offset);
  return { offset: start, length: outside(offset + length) - start };
}

/** The edit of the file that is an edit of the text. */
export function outsideEdit(notation: Notation, edit: TextEdit): TextEdit {
  return { ...outsideOf(notation, edit), newText: notation.write(edit.newText) };
}

/** A text that stands in the file as it is, such as the content of a heredoc. @param from where it begins */
export function asItIs(content: string, from: number): Notation {
  return { content, outside: (offset) => offset + from, inside: (offset) => offset - from, write: (text) => text };
}

/**
 * A text between quotes, with escapes.
 * @param raw what is between the quotes
 * @param from where that begins
 */
export function inQuotes(raw: string, from: number): Notation {
  if (!raw.includes('\\')) return { ...asItIs(raw, from), write: escaped };
  let content = '';
  const starts: number[] = [];
  for (let at = 0; at < raw.length; ) {
    const [whole = raw[at]!, short, long, ch] = raw[at] === '\\' ? (ESCAPE.exec(raw.slice(at, at + 10)) ?? []) : [];
    const code = Number.parseInt(short ?? long ?? '', 16);
    const resolved = code <= 0x10ffff ? String.fromCodePoint(code) : ch === undefined ? whole : (ESCAPES[ch] ?? whole);
    for (let i = 0; i < resolved.length; i++) starts.push(at);
    content += resolved;
    at += whole.length;
  }
  starts.push(raw.length);
  return {
    content,
    outside: (offset) => from + (starts[offset] ?? raw.length),
    inside: (offset) => indexIn(starts, offset - from),
    write: escaped,
  };
}

/** The escapes of JSON and HCL; HCL has `\UNNNNNNNN` besides. */
const ESCAPE = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/s;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The last index whose start is not behind an offset. */
function indexIn(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
