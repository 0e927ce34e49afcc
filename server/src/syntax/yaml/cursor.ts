import type { TextEdit } from '../edit.ts';
import { endOf, type Span } from '../node.ts';
import { lineEndAt } from './comments.ts';
import { type FlowCursor, flowCursorAt } from './flow-cursor.ts';

/**
 * What may be written at an offset of a YAML text, going by the lines around it. Several readings are possible: below
 * `Environment:` can be a member, a value or an item. Only reading the text with one of them filled in shows which fit.
 */
export interface Reading {
  readonly kind: 'key' | 'value';
  /** The word around the offset. */
  readonly span: Span;
  readonly quoted: boolean;
  readonly hasValue: boolean;
  /** The bracket of the flow collection around it; undefined in block style. */
  readonly flow: FlowCursor | undefined;
  /** Whether a value is on the line of its key. */
  readonly isBehindKey: boolean;
  /** The column of the member or item: of its key if it is after one. */
  readonly column: number;
  /** What has to come before and after the inserted text. */
  readonly before: string;
  readonly behind: string;
  readonly also: TextEdit | undefined;
}

/** A key with its colon, at the start of a text. */
const KEY =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`?:-](?:[^:#]|:(?=\S)|(?<=\S)#)*?)(?=[ \t]{0,40}:(?:[ \t]|$))/;

/** What the indentation and dashes of a line are. */
const LEAD = /^ *(?:-(?: +|$))*/;

/** A reference that may be being typed: `!`, `!Re`, `!GetAtt Role.A`. */
const HALF_REFERENCE = /^!(?:[A-Za-z]*|(?:Ref|GetAtt) +[\w.]*)$/;

/** Nobody types into a longer line. */
const MAX_LINE_LENGTH = 20_000;

/** A tag that is nothing without what follows. */
const OPEN_TAG = /^!(?:Ref|GetAtt)$/;

/** What may be written at an offset; nothing in comments and in values that nobody can complete. */
export function readingsAt(text: string, offset: number): Reading[] {
  if (lineEndAt(text, offset) - lineStart(text, offset) > MAX_LINE_LENGTH) return [];
  const flow = flowCursorAt(text, offset, openingOf);
  if (flow) return flow.kind === 'comment' ? [] : inFlow(text, flow);
  return inBlock(text, offset);
}

/** Where the bracket is that a line's value begins with, counted from the start of the line. */
function openingOf(line: string): number | undefined {
  if (line.length > MAX_LINE_LENGTH) return undefined;
  const lead = LEAD.exec(line)![0].length;
  const key = KEY.exec(line.slice(lead))?.[0];
  const from = key === undefined ? lead : line.indexOf(':', lead + key.length) + 1;
  const at = from + /^[ \t]*(?:![\w:]*[ \t]+)?/.exec(line.slice(from))![0].length;
  return line[at] === '[' || line[at] === '{' ? at : undefined;
}

function inFlow(text: string, flow: FlowCursor): Reading[] {
  const { token: span, quoted, before, beforeEnd, bracket, next } = flow;
  const isEmpty = span.length === 0;
  const word = text.slice(span.offset, endOf(span));
  if (!isCompletable(word)) return [];
  const isAfterValue = before === 'value';
  // Nobody starts the next member directly after a complete value, except on a new line.
  if (isAfterValue && !text.slice(beforeEnd, span.offset).includes('\n')) return [];
  const also = isAfterValue ? { offset: beforeEnd, length: 0, newText: ',' } : undefined;
  const common = { span, quoted, flow, isBehindKey: before === 'colon', column: 0, also };
  const isLast = next === '' || /[,\]}]/.test(next);
  if (bracket === '[' || before === 'colon') {
    // There is a value already.
    if (isEmpty && before === 'colon' && !isLast) return [];
    const spaced = before === 'colon' && beforeEnd === span.offset ? ' ' : '';
    return [{ ...common, kind: 'value', hasValue: false, before: spaced, behind: isLast ? '' : ', ' }];
  }
  const hasValue = !isEmpty && next === ':';
  return [{ ...common, kind: 'key', hasValue, before: '', behind: hasValue || isLast ? '' : ', ' }];
}

function inBlock(text: string, offset: number): Reading[] {
  const start = lineStart(text, offset);
  const whole = text.slice(start, lineEndAt(text, offset));
  const at = offset - start;
  // After the cursor on a line without content, there is only space.
  const line = /^[ -]*$/.test(whole) && whole.slice(at).trim() === '' ? whole.slice(0, at) : whole;
  const column = LEAD.exec(line)![0].length;
  const rest = line.slice(column);
  if (at < column || /^[#\t]/.test(rest)) return [];
  const key = KEY.exec(rest)?.[0];
  if (key === undefined) return words(text, start, line, at);
  const keyEnd = column + key.length;
  const common = { flow: undefined, column, behind: '', also: undefined };
  if (at <= keyEnd) {
    const span = { offset: start + column, length: key.length };
    return [
      { ...common, kind: 'key', span, quoted: /^["']/.test(key), hasValue: true, isBehindKey: false, before: '' },
    ];
  }
  const colon = line.indexOf(':', keyEnd) + 1;
  if (at < colon) return [];
  const { from, to } = contentOf(line, colon, at);
  const isEmpty = from === to;
  if (isEmpty ? hasLinesBelow(text, start, column) || isInComment(line, at) : at < from || at > to) return [];
  const word = line.slice(from, to);
  if (!isCompletable(word)) return [];
  const span = isEmpty ? { offset, length: 0 } : { offset: start + from, length: to - from };
  const before = endOf(span) === start + colon ? ' ' : '';
  return [{ ...common, kind: 'value', span, quoted: /^["']/.test(word), hasValue: false, isBehindKey: true, before }];
}

/** What a line with a single word may be: a member's name, a value of the key above, or an item. */
function words(text: string, start: number, line: string, at: number): Reading[] {
  const column = LEAD.exec(line)![0].length;
  const { from, to } = contentOf(line, column, at);
  const isEmpty = from === to;
  if (isEmpty ? isInComment(line, at) : at > to) return [];
  const word = line.slice(from, to);
  if (!isCompletable(word)) return [];
  const span = { offset: isEmpty ? start + at : start + from, length: to - from };
  const quoted = /^["']/.test(word);
  const common = { span, quoted, hasValue: false, flow: undefined, isBehindKey: false, behind: '', also: undefined };
  const isAfterDash = line.slice(0, column).includes('-');
  const before = isAfterDash && line[at - 1] === '-' && isEmpty ? ' ' : '';
  const place = { ...common, before, column: (isEmpty ? at : column) + before.length };
  const readings: Reading[] = [];
  if (!/\s/.test(word) && !word.startsWith('!')) readings.push({ ...place, kind: 'key' });
  if (!isAfterDash) readings.push({ ...place, kind: 'value', before: '- ' });
  if (isAfterDash || isBelowKey(text, start, place.column)) readings.push({ ...place, kind: 'value' });
  return readings;
}

/** Whether anything can be suggested in place of a word: not in place of an expression, a block of text or an anchor. */
function isCompletable(word: string): boolean {
  if (/\$\{|\{\{/.test(word)) return false;
  return /^[|>&*@`%?]/.test(word) ? false : !word.startsWith('!') || HALF_REFERENCE.test(word);
}

/**
 * Where the content after an index of a line begins and ends, without the comment after it. The space behind `!Ref`
 * belongs to it if the cursor is there.
 */
function contentOf(line: string, index: number, at: number): { readonly from: number; readonly to: number } {
  const from = index + /^[ \t]*/.exec(line.slice(index))![0].length;
  const rest = line.slice(from);
  if (rest.startsWith('#')) return { from: index, to: index };
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
  const content = quoted ?? /^(?:[^#]|(?<=\S)#)*/.exec(rest)![0].trimEnd();
  if (content === '') return { from: index, to: index };
  const to = from + content.length;
  return { from, to: OPEN_TAG.test(content) && at > to && line.slice(to, at).trim() === '' ? at : to };
}

function isInComment(line: string, at: number): boolean {
  return /(?:^|\s)#/.test(line.slice(0, at));
}

/** Whether the value of the key on a line is on the lines below it. */
function hasLinesBelow(text: string, start: number, column: number): boolean {
  for (let at = nextLine(text, start); at !== undefined; at = nextLine(text, at)) {
    const line = text.slice(at, lineEndAt(text, at));
    const indent = /^ */.exec(line)![0].length;
    if (line.trim() === '' || line[indent] === '#') continue;
    return indent > column || (indent === column && /^-(?: |$)/.test(line.slice(indent)));
  }
  return false;
}

/** Whether the line before is a key without a value, further to the left. */
function isBelowKey(text: string, start: number, column: number): boolean {
  for (let end = start; end > 0; ) {
    const from = lineStart(text, end - 1);
    const line = text.slice(from, lineEndAt(text, from));
    end = from;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const lead = LEAD.exec(line)![0].length;
    const key = KEY.exec(line.slice(lead))?.[0];
    return key !== undefined && lead < column && /^[ \t]*:[ \t]*(?:#.*)?$/.test(line.slice(lead + key.length));
  }
  return false;
}

function lineStart(text: string, offset: number): number {
  const start = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
  return start === 0 && text.startsWith('\uFEFF') && offset > 0 ? 1 : start;
}

function nextLine(text: string, offset: number): number | undefined {
  const found = text.indexOf('\n', offset);
  return found < 0 ? undefined : found + 1;
}
