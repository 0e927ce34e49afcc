import type { Span } from '../node.ts';
import { lineEndAt } from './comments.ts';

/** So far up the bracket is looked for that an offset is in. */
const MOST_LINES_UP = 200;

/** Where an offset is in a flow collection. */
export interface FlowCursor {
  readonly kind: 'comment' | 'content';
  /** The outermost bracket that is open. */
  readonly from: number;
  /** The innermost bracket that is open. */
  readonly bracket: '[' | '{';
  /** What is before the word, and where it ends. */
  readonly before: Before;
  readonly beforeEnd: number;
  /** The word around the offset, empty if there is none. */
  readonly token: Span;
  readonly quoted: boolean;
  /** The next character on the line after the word; empty if there is none. */
  readonly next: string;
}

type Before = 'open' | 'comma' | 'colon' | 'value';

/**
 * Where an offset is in a flow collection; undefined in block style.
 * @param openingOf where the bracket is that a line's value begins with, counted from the start of the line
 */
export function flowCursorAt(
  text: string,
  offset: number,
  openingOf: (line: string) => number | undefined,
): FlowCursor | undefined {
  let found: FlowCursor | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0, end = offset; i < MOST_LINES_UP && end >= 0; i++) {
    const start = end > 0 ? text.lastIndexOf('\n', end - 1) + 1 : 0;
    const line = text.slice(start, lineEndAt(text, start));
    const isBlank = /^\s*(?:#|$)/.test(line);
    const indent = isBlank ? Number.POSITIVE_INFINITY : /^[ \uFEFF]*/.exec(line)![0].length;
    // The lines that a flow collection goes on in are indented further, unless it is the whole document.
    const at = indent < least || indent === 0 ? openingOf(line) : undefined;
    if (at !== undefined && start + at < offset) found = cursorIn(text, start + at, offset) ?? found;
    least = Math.min(least, indent);
    end = start - 1;
    if (least === 0 && !/^[\s"'[\]{},]/.test(line)) break;
  }
  return found;
}

/** The brackets that have to be closed for the flow collection to end where the block around it goes on. */
export function missingClosers(text: string, from: number): string {
  const lineStart = text.lastIndexOf('\n', from) + 1;
  const indent = /^ */.exec(text.slice(lineStart))![0].length;
  const open: string[] = [];
  const scanner = new FlowScanner(text, from);
  for (let token = scanner.next(); token; token = scanner.next()) {
    const start = text.lastIndexOf('\n', token.offset) + 1;
    const isOutside = start > lineStart && token.offset - start <= indent && !/[\]}]/.test(token.kind);
    if (isOutside && text.slice(start, token.offset).trim() === '') break;
    if (token.kind === '[' || token.kind === '{') open.push(token.kind === '[' ? ']' : '}');
    else if (token.kind === ']' || token.kind === '}') open.pop();
    if (open.length === 0) return '';
  }
  return open.reverse().join('');
}

function cursorIn(text: string, from: number, offset: number): FlowCursor | undefined {
  const open: ('[' | '{')[] = [];
  const scanner = new FlowScanner(text, from);
  let before: Before = 'open';
  let beforeEnd = from;
  for (let token = scanner.next(); ; token = scanner.next()) {
    const isWord = token?.kind === 'word' || token?.kind === 'quoted';
    const here = token && isWord && token.offset <= offset && offset <= token.offset + token.length ? token : undefined;
    if (here || !token || token.offset >= offset) {
      if (open.length === 0) return undefined;
      const span = here ? { offset: here.offset, length: here.length } : { offset, length: 0 };
      const { comment } = scanner;
      const isComment = !here && comment !== undefined && comment < offset && isOnLine(text, comment, offset);
      const next = /^[ \t]*([^\s#]?)/.exec(text.slice(span.offset + span.length, span.offset + span.length + 200))![1]!;
      return {
        kind: isComment ? 'comment' : 'content',
        from,
        bracket: open[open.length - 1]!,
        before,
        beforeEnd,
        token: span,
        quoted: here?.kind === 'quoted',
        next,
      };
    }
    beforeEnd = token.offset + token.length;
    before = 'value';
    if (token.kind === '[' || token.kind === '{') {
      open.push(token.kind);
      before = 'open';
    } else if (token.kind === ',') before = 'comma';
    else if (token.kind === ':') before = 'colon';
    else if (token.kind === ']' || token.kind === '}') {
      open.pop();
      if (open.length === 0) return undefined;
    }
  }
}

function isOnLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}

interface FlowToken extends Span {
  readonly kind: '[' | ']' | '{' | '}' | ',' | ':' | 'word' | 'quoted';
}

/** Reads the tokens of a flow collection. Words and quoted texts end on their line, as an open quote is one being typed. */
class FlowScanner {
  /** Where the last comment began. */
  comment: number | undefined;

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  next(): FlowToken | undefined {
    const { text } = this;
    for (;;) {
      while (/\s/.test(text[this.at] ?? '')) this.at++;
      if (text[this.at] !== '#') break;
      this.comment = this.at;
      this.at = lineEndAt(text, this.at);
    }
    const offset = this.at;
    const char = text[offset];
    if (char === undefined) return undefined;
    const end = lineEndAt(text, offset);
    const line = text.slice(offset, end);
    if (/[[\]{},]/.test(char)) return this.token(char as '[', 1);
    if (char === ':' && /^:(?:[\s,[\]{}"']|$)/.test(line)) return this.token(':', 1);
    const closed = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(line)?.[0];
    if (closed) return this.token('quoted', closed.length);
    if (char === '"' || char === "'") return this.token('quoted', 1 + /^[\w.:/-]*/.exec(line.slice(1))![0].length);
    const word = /^(?:[^,[\]{}:#]|:(?![\s,[\]{}]|$)|(?<=\S)#)*/.exec(line)![0].trimEnd();
    // The space after a tag belongs to it: the tagged value follows.
    const space = /^!(?:Ref|GetAtt)$/.test(word) ? /^ */.exec(line.slice(word.length))![0].length : 0;
    return this.token('word', Math.max(1, word.length + space));
  }

  private token(kind: FlowToken['kind'], length: number): FlowToken {
    const offset = this.at;
    this.at += length;
    return { kind, offset, length };
  }
}
