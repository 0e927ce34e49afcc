import type { SourceDocument } from '../document.ts';
import { locate } from '../locate.ts';
import { endOf, type Span } from '../node.ts';

/**
 * What comes before a place in JSON: nothing, an opening bracket, a comma, a colon, a key without its colon, a value,
 * or a directive.
 */
export type Before = 'nothing' | 'open' | 'comma' | 'colon' | 'key' | 'value' | 'directive';

/** A place in JSON, which may be broken, judged by the text alone. */
export interface Cursor {
  /** The innermost bracket that is open there. */
  readonly inside: '{' | '[' | undefined;
  readonly before: Before;
  /** Where the previous token ends. */
  readonly beforeEnd: number;
  /** The string or word around the offset; empty if there is none. */
  readonly token: Span;
  readonly quoted: boolean;
  /** The first character after the token, skipping white space and comments; empty at the end of the text. */
  readonly next: string;
  /** Whether there is a line break between the token and what follows. */
  readonly nextOnLaterLine: boolean;
  /** Whether what follows is directly after the token. */
  readonly nextAdjacent: boolean;
  /** Whether a key with its colon follows. */
  readonly keyFollows: boolean;
}

const WORD = /[\w.\-+$]/;
/** What may be between the quotes of a string. */
const STRING = /(?:[^"\\\n\r]|\\[^\n\r])*/y;
const GAP = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const KEY = /"(?:[^"\\\n]|\\.)*"\s*:/y;

/**
 * Reads the text up to an offset. As in the parser, a string ends with its line, so that a half-typed one does not
 * swallow the rest. Undefined in comments and placeholders.
 */
export function cursorAt(document: SourceDocument, offset: number): Cursor | undefined {
  const { text, comments, templates } = document;
  const brackets: ('{' | '[')[] = [];
  /** How many of each kind are open, to save a search for one that does not exist. */
  const open = { '{': 0, '[': 0 };
  let before: Before = 'nothing';
  let beforeEnd = 0;
  let token: Span | undefined;
  let quoted = false;
  const skips = [...comments, ...templates].sort((a, b) => a.offset - b.offset);
  let skip = 0;
  const took = (what: Before, end: number) => {
    before = what;
    beforeEnd = end;
  };
  const tookValue = (end: number) => {
    const isKey = brackets[brackets.length - 1] === '{' && before !== 'colon';
    took(isKey ? 'key' : 'value', end);
  };

  for (let i = startFor(document, offset); i < offset; ) {
    while (skip < skips.length && skips[skip]!.offset < i) skip++;
    const skipped = skips[skip];
    if (skipped?.offset === i && skipped.length > 0) {
      const end = i + skipped.length;
      const isComment = text.startsWith('//', i) || text.startsWith('/*', i);
      const isLine = text.startsWith('//', i);
      if (offset < end || (isLine && offset === end)) return undefined;
      if (!isComment) {
        if (/^(?:%\{|\{%|\{#)/.test(text.slice(i, i + 2))) took('directive', end);
        else tookValue(end);
      }
      i = end;
      continue;
    }
    const ch = text[i]!;
    if (ch === '"') {
      const string = stringFrom(text, i);
      const isInside = string.closed ? string.end > offset : string.end >= offset;
      if (isInside) {
        token = stringAround(text, i, string, offset);
        quoted = true;
        break;
      }
      tookValue(string.end);
      i = string.end;
    } else if (ch === '{' || ch === '[') {
      brackets.push(ch);
      open[ch]++;
      took('open', ++i);
    } else if (ch === '}' || ch === ']') {
      const opening = ch === '}' ? '{' : '[';
      if (open[opening] > 0) {
        let last: '{' | '[' | undefined;
        do {
          last = brackets.pop()!;
          open[last]--;
        } while (last !== opening);
      }
      took('value', ++i);
    } else if (ch === ',') took('comma', ++i);
    else if (ch === ':') took('colon', ++i);
    else if (ch === ' ' || ch === '\n' || ch === '\r' || ch === '\t') i++;
    else {
      let end = i + 1;
      while (end < text.length && WORD.test(text[end]!)) end++;
      if (end >= offset && WORD.test(ch)) {
        token = { offset: i, length: end - i };
        break;
      }
      tookValue(end);
      i = end;
    }
  }

  if (!token) {
    let end = offset;
    while (end < text.length && WORD.test(text[end]!)) end++;
    token = { offset, length: end - offset };
  }
  const tokenEnd = token.offset + token.length;
  GAP.lastIndex = tokenEnd;
  const gap = GAP.exec(text)![0];
  KEY.lastIndex = tokenEnd + gap.length;
  return {
    inside: brackets[brackets.length - 1],
    before,
    beforeEnd,
    token,
    quoted,
    next: text[tokenEnd + gap.length] ?? '',
    nextOnLaterLine: gap.includes('\n'),
    nextAdjacent: gap === '',
    keyFollows: KEY.test(text),
  };
}

/** Where to start reading: in valid JSON, what is before the object around a place does not matter. */
function startFor({ text, root, problems, templates, comments }: SourceDocument, offset: number): number {
  if (problems.length > 0 || templates.length > 0 || comments.length > 0) return text.startsWith('\uFEFF') ? 1 : 0;
  const object = locate(root, offset)?.object;
  return object && object.offset < offset && offset < endOf(object) ? object.offset : 0;
}

interface StringEnd {
  /** After the closing quote, or at the end of the line. */
  readonly end: number;
  readonly closed: boolean;
}

function stringFrom(text: string, start: number): StringEnd {
  STRING.lastIndex = start + 1;
  const end = start + 1 + STRING.exec(text)![0].length;
  return text[end] === '"' ? { end: end + 1, closed: true } : { end, closed: false };
}

/**
 * The string around an offset. A quote that was just typed may pair up with one that belongs to another string; this
 * shows when the text between them contains JSON punctuation.
 */
function stringAround(text: string, start: number, { end, closed }: StringEnd, offset: number): Span {
  const justTyped = offset === start + 1 && /^\s*[,:}\]]/.test(text.slice(offset, end));
  // Typed directly before a string: the two quotes are not a pair.
  if (closed && offset === start + 1 && end === start + 2 && WORD.test(text[end] ?? '')) {
    return { offset: start, length: 1 };
  }
  if (closed && !justTyped) return { offset: start, length: end - start };
  let wordEnd = offset;
  while (wordEnd < text.length && WORD.test(text[wordEnd]!)) wordEnd++;
  return { offset: start, length: wordEnd - start };
}
