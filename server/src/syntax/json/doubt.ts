/**
 * Where a text is out of step: which brackets belong together there, and what is a key, only its author knows. The fault is
 * not behind the place where a reading from the front fails, and not before the one where a reading from the back does; so
 * what stands outside of the two is as it seems, and what stands between them proves nothing.
 */

import type { SyntaxProblem } from '../document.ts';
import { endOf, type Span } from '../node.ts';

/** A text of more tokens that has a syntax error is doubted as a whole: ECS refuses texts a third as long. */
export const MOST_TOKENS = 200_000;

/** Of more stretches the rest is one. */
const MOST_DOUBTS = 100;

/** Problems with a member that is half there. */
const HALF = /has no value|Expected a colon/;

/** What a token is for the order of brackets, keys and values; `word` is text that is no JSON. A placeholder may stand for members, too. */
export type TokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'text' | 'value' | 'word' | 'cut' | 'placeholder';

/** A token, and the brackets that the reader holds open behind it, from the outermost. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly open: string;
}

type Expected = 'key' | 'colon' | 'value';

interface Inside {
  /** The brackets that are open in it, from the outermost. */
  readonly opened?: string;
  /** The index of its opening bracket, where it is known. */
  readonly at?: number;
  readonly bracket: '{' | '[';
  expected: Expected;
}

/** What is not to be judged of a text with syntax errors. */
export interface Doubts {
  /** The stretches, in the order of the text. */
  readonly all: readonly Span[];
  /** That of them in which the brackets are out of step. */
  readonly ofBrackets: Span | undefined;
}

/** The stretches of a text with syntax errors that are not to be judged. */
export function doubtsIn(text: string, tokens: readonly Token[], problems: readonly SyntaxProblem[]): Doubts {
  if (tokens.length >= MOST_TOKENS) {
    const whole = { offset: 0, length: text.length };
    return { all: [whole], ofBrackets: whole };
  }
  const spans: Span[] = problems.filter(({ message }) => HALF.test(message));
  spans.push(...linesOutOfStep(text, tokens));
  const { index: front, open, opener } = fromFront(tokens);
  const [back, opened] = fromBack(tokens);
  if (!Number.isFinite(front) && !Number.isFinite(back)) return { all: joined(spans), ofBrackets: undefined };
  // Where each of them fails before it meets the other, or they disagree on more than one bracket, there are two faults.
  const areTwo = front < back || !isOneApart(open, opened[front] ?? open);
  const found = between(text, tokens, areTwo ? Math.min(front, opener) : front, back, opened);
  const all = joined([...spans, found]);
  return { all, ofBrackets: all.find((span) => span.offset <= found.offset && endOf(found) <= endOf(span)) };
}

/** From the first to the last token that one of the readings, or the reader of the tree, does not agree on. */
function between(text: string, tokens: readonly Token[], front: number, back: number, opened: readonly string[]): Span {
  // Where only one of them fails, the fault is at the one end of what it read.
  let first = Math.max(0, Math.min(front, Number.isFinite(back) ? back : front) - 1);
  // A key goes with its value.
  while (first > 0 && (tokens[first]!.kind === ':' || tokens[first - 1]!.kind === ':')) first--;
  let last = Math.max(Number.isFinite(front) ? front : back, back);
  for (let i = last; i < tokens.length; i++) if (tokens[i]!.open !== opened[i + 1]) last = i + 1;
  const start = back === -1 ? 0 : tokens[first]!.offset;
  const end = last >= tokens.length ? text.length : endOf(tokens[last]!);
  return { offset: start, length: end - start };
}

/** Whether two rows of brackets are the same but for one that only one of them has. */
function isOneApart(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === long.length) return short === long;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  return long.slice(same + 1) === short.slice(same);
}

/** Where a reading from the front fails. */
interface Front {
  /** The index of the first token that cannot stand where it does: their number where only the end is missing, infinity where nothing is. */
  readonly index: number;
  /** The brackets that are open there, from the outermost. */
  readonly open: string;
  /** The index of the outermost bracket but one that is open there: what the first of two faults is in. */
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
 * The index of the last token that cannot stand where it does, read from the back, and the brackets that are open before each
 * token, as far as it was read. -1 where only the beginning is missing, minus infinity where nothing is.
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

/** From the text before the first that is cut, or runs into a word or a number, to the end of its line: quotes are in step again there. */
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

/** Whether a token ends where the next one, a text or a word, begins. */
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
