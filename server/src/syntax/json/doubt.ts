/**
 * Finds where a syntax error makes the structure uncertain: only the author knows which brackets belong together there,
 * and what is a key. The fault cannot be after the place where reading forwards fails, nor before the place where
 * reading backwards fails. So the text outside these two is what it seems, while the text between them proves nothing.
 */

import { endOf, type Span } from '../node.ts';
import type { JsonProblem } from './problems.ts';

/** A text with a syntax error and more tokens than this is doubted as a whole: ECS refuses texts a third as long. */
export const MOST_TOKENS = 200_000;

/** If there are more spans, the remaining ones are merged into one. */
const MOST_DOUBTS = 100;

/**
 * A token's role in the order of brackets, keys and values; `word` is text that is not JSON. A placeholder may also
 * stand for members.
 */
export type TokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'text' | 'value' | 'word' | 'cut' | 'placeholder';

/** A token, with the brackets that the parser considers open after it, outermost first. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly open: string;
}

type Expected = 'key' | 'colon' | 'value';

interface Inside {
  /** The brackets that are open in it, outermost first. */
  readonly opened?: string;
  /** The index of its opening bracket, if known. */
  readonly at?: number;
  readonly bracket: '{' | '[';
  expected: Expected;
}

/** What must not be judged in a text with syntax errors. */
export interface Doubts {
  /** The spans, in text order. */
  readonly all: readonly Span[];
  /** The one in which the brackets do not match. */
  readonly ofBrackets: Span | undefined;
}

/** The spans that must not be judged in a text with syntax errors. */
export function doubtsIn(text: string, tokens: readonly Token[], problems: readonly JsonProblem[]): Doubts {
  if (tokens.length >= MOST_TOKENS) {
    const whole = { offset: 0, length: text.length };
    return { all: [whole], ofBrackets: whole };
  }
  const spans: Span[] = problems.filter(({ about }) => about === 'half-member');
  spans.push(...linesOutOfStep(text, tokens));
  const { index: front, open, opener } = fromFront(tokens);
  const [back, opened] = fromBack(tokens);
  if (!Number.isFinite(front) && !Number.isFinite(back)) return { all: joined(spans), ofBrackets: undefined };
  // There are two faults if each reading fails before they meet, or if they disagree on more than one bracket.
  const areTwo = front < back || !isOneApart(open, opened[front] ?? open);
  const found = between(text, tokens, areTwo ? Math.min(front, opener) : front, back, opened);
  const all = joined([...spans, found]);
  return { all, ofBrackets: all.find((span) => span.offset <= found.offset && endOf(found) <= endOf(span)) };
}

/** The span from the first to the last token on which one of the readings, or the parser, disagrees. */
function between(text: string, tokens: readonly Token[], front: number, back: number, opened: readonly string[]): Span {
  // If only one reading fails, the fault is at one end of what it read.
  let first = Math.max(0, Math.min(front, Number.isFinite(back) ? back : front) - 1);
  // A key goes with its value.
  while (first > 0 && (tokens[first]!.kind === ':' || tokens[first - 1]!.kind === ':')) first--;
  let last = Math.max(Number.isFinite(front) ? front : back, back);
  for (let i = last; i < tokens.length; i++) if (tokens[i]!.open !== opened[i + 1]) last = i + 1;
  const start = back === -1 ? 0 : tokens[first]!.offset;
  const end = last >= tokens.length ? text.length : endOf(tokens[last]!);
  return { offset: start, length: end - start };
}

/** Whether two sequences of brackets are equal except for one bracket that only one of them has. */
function isOneApart(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === long.length) return short === long;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  return long.slice(same + 1) === short.slice(same);
}

/** Where reading forwards fails. */
interface Front {
  /**
   * The index of the first token that cannot be where it is; the number of tokens if only the end is missing, infinity
   * if nothing is.
   */
  readonly index: number;
  /** The brackets that are open there, outermost first. */
  readonly open: string;
  /** The index of the second outermost bracket open there, which contains the first of two faults. */
  readonly opener: number;
}

function fromFront(tokens: readonly Token[]): Front {
  const stack: Inside[] = [];
  const at = (index: number): Front => ({
    index,
    open: stack.map(({ bracket }) => bracket).join(''),
    opener: stack[1]?.at ?? 0,
  });
  for (let i = 0; i < tokens.length; i++) {
    const inside = stack.at(-1);
    const { kind } = tokens[i]!;
    if (!inside) {
      if (i > 0 || (kind !== '{' && kind !== '[')) return at(i);
      stack.push({ bracket: kind, expected: 'key', at: i });
    } else if (inside.bracket === '[') {
      if (kind === ':' || kind === '}') return at(i);
      if (kind === '{' || kind === '[') stack.push({ bracket: kind, expected: 'key', at: i });
      else if (kind === ']') stack.pop();
    } else if (kind === '}') {
      stack.pop();
    } else if (kind === ',') {
      inside.expected = 'key';
    } else if (kind === ']') {
      return at(i);
    } else if (kind === 'placeholder') {
      if (inside.expected === 'value') inside.expected = 'key';
    } else if (inside.expected === 'key') {
      if (kind !== 'text' && (kind !== 'word' || tokens[i + 1]?.kind !== ':')) return at(i);
      inside.expected = 'colon';
    } else if (kind === ':') {
      inside.expected = 'value';
    } else if (inside.expected === 'value' || tokens[i + 1]?.kind !== ':') {
      inside.expected = 'key';
      if (kind === '{' || kind === '[') stack.push({ bracket: kind, expected: 'key', at: i });
    }
  }
  return at(stack.length > 0 ? tokens.length : Number.POSITIVE_INFINITY);
}

/**
 * Reads backwards. Returns the index of the last token that cannot be where it is, and the brackets that are open
 * before each token, as far as it got. The index is -1 if only the beginning is missing, minus infinity if nothing is.
 */
function fromBack(tokens: readonly Token[]): [index: number, opened: string[]] {
  const stack: Inside[] = [];
  const opened: string[] = [];
  opened[tokens.length] = '';
  for (let i = tokens.length - 1; i >= 0; i--) {
    const inside = stack.at(-1);
    const { kind } = tokens[i]!;
    const isEnd = kind === '}' || kind === ']';
    if (!inside) {
      if (i < tokens.length - 1 || !isEnd) return [i, opened];
    } else if (inside.bracket === '[') {
      if (kind === ':' || kind === '{') return [i, opened];
      if (kind === '[') stack.pop();
    } else if (kind === '[') {
      return [i, opened];
    } else if (kind === '{') {
      if (inside.expected === 'colon' && !isKey(tokens[i + 1])) return [i, opened];
      stack.pop();
    } else if (kind === ',') {
      if (inside.expected === 'colon' && !isKey(tokens[i + 1])) return [i, opened];
      inside.expected = 'value';
    } else if (kind === ':') {
      inside.expected = 'key';
    } else if (kind === 'placeholder') {
      if (inside.expected === 'key') inside.expected = 'value';
      else if (tokens[i - 1]?.kind === ':') inside.expected = 'colon';
    } else if (inside.expected === 'key' || (inside.expected === 'colon' && kind === 'text')) {
      if (!isKey(tokens[i])) return [i, opened];
      inside.expected = 'value';
    } else {
      inside.expected = 'colon';
    }
    if (isEnd) {
      const bracket = kind === '}' ? '{' : '[';
      stack.push({ bracket, expected: 'value', opened: (stack.at(-1)?.opened ?? '') + bracket });
    }
    opened[i] = stack.at(-1)?.opened ?? '';
  }
  return [stack.length > 0 ? -1 : Number.NEGATIVE_INFINITY, opened];
}

function isKey(token: Token | undefined): boolean {
  return token?.kind === 'text' || token?.kind === 'word';
}

/**
 * Finds lines in which the quotes do not match, where a string is cut or runs into a word or number. Each span starts a
 * few tokens earlier and extends to the end of the line, after which the quotes match again.
 */
function* linesOutOfStep(text: string, tokens: readonly Token[]): Generator<Span> {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const runsOn = (token.kind === 'word' || token.kind === 'value') && (touches(tokens, i - 1) || touches(tokens, i));
    if (token.kind !== 'cut' && !runsOn) continue;
    let first = i;
    while (first > 0 && i - first < 3 && tokens[first - 1]!.kind !== ',') first--;
    const offset = tokens[first]!.offset;
    const line = text.indexOf('\n', endOf(token));
    const end = line < 0 ? text.length : line;
    yield { offset, length: end - offset };
    while (i + 1 < tokens.length && tokens[i + 1]!.offset < end) i++;
  }
}

/** Whether a token is directly followed by the next, without punctuation between them. */
function touches(tokens: readonly Token[], i: number): boolean {
  const [one, next] = [tokens[i], tokens[i + 1]];
  if (!one || !next || endOf(one) !== next.offset) return false;
  return one.kind.length > 1 && next.kind.length > 1;
}

function joined(spans: Span[]): Span[] {
  spans.sort((a, b) => a.offset - b.offset);
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && (span.offset <= endOf(last) || all.length >= MOST_DOUBTS)) {
      all[all.length - 1] = { offset: last.offset, length: Math.max(endOf(last), endOf(span)) - last.offset };
    } else all.push(span);
  }
  return all;
}
