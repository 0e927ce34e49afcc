/**
 * Placeholders: text that a later step replaces before ECS sees the file. 41 % of real files contain some (counted in
 * files from 264 ordinary repositories), so a value that contains one is never judged.
 * The text between brackets has a maximum length, and each closing bracket is looked up once for all opening ones
 * before it, so that even a text full of them is read in a single pass.
 */

import { affords } from './effort.ts';

/** If the brackets are further apart than this, they are not a placeholder's. */
const MOST_INSIDE = 400;

/** Forms with brackets: the closing mark, and whether the placeholder has to end on the same line. */
const ENCLOSED: Readonly<Record<string, readonly [close: string, inLine: boolean]>> = {
  '{{': ['}}', true], // Jinja, Go templates, Handlebars
  '{%': ['%}', true],
  '%{': ['}', false], // Terraform directive
  '<%': ['%>', true], // ERB
  '$(': [')', false],
  '#{': ['}', false],
  '[': [']', false], // `[your region]`
};

/** All other forms, the opening marks of those with brackets, and the distinctive part of those that are words. */
const FORMS = new RegExp(
  [
    String.raw`(?<open>\{\{|\{%|%\{|<%|\$\(|#\{|\[(?=(?:your|my|the|insert)\b))`,
    String.raw`\$\{[^}]{0,400}\}?`, // Terraform, envsubst, GitHub `${{ secrets.X }}`
    String.raw`\[\[ ?[A-Za-z][\w .:-]*\]\]`,
    String.raw`\(\( ?[A-Za-z][\w./:-]* ?\)\)`, // Concourse
    String.raw`<<? ?[A-Za-z][\w .:-]*>>`,
    String.raw`<[A-Za-z][\w .:-]*>`, // CodePipeline `<IMAGE1_NAME>`
    String.raw`(?<!\$)\$+[A-Za-z_]\w*\$*`, // shell, `$$$NAME$$$`
    String.raw`%%[A-Za-z_][\w.-]*%%`,
    String.raw`%(?![A-Fa-f][\dA-Fa-f]%)[A-Za-z_]\w+%`, // not `%E2%82`
    String.raw`__[A-Za-z]\w*?__`,
    String.raw`@@[A-Za-z_][\w.-]*@@`,
    String.raw`@[A-Za-z_][\w.-]*@`, // Ant, Maven, Autoconf
    String.raw`(?<![\w.])@@?[A-Z][A-Z0-9_]+(?![\w.])`,
    String.raw`\{[A-Z][A-Za-z0-9_ -]*\}`, // `{INSERT NAME}`
    String.raw`\[[A-Z][A-Z0-9_ -]{2,}\]`,
    '#[A-Z][A-Z0-9_]*#',
    String.raw`X{4,}|\bx{4,}\b`,
    String.raw`\b(?:AWS_)?ACCOUNT[_-]?(?:ID|NUMBER)\b|\b(?:aws|your)[_-]account(?:[_-]id)?\b`,
    `(?<word>${[
      String.raw`(?<![A-Za-z])(?:YOUR|your)[_-]\w+`,
      String.raw`\b[Yy]our[A-Z]\w+`,
      String.raw`\bREPLACE[_-]?\w*|REPLACE[_-]?(?:ME|D|BY|THIS|WITH)(?![A-Za-z])\w*`,
      String.raw`CHANGE[_-]?(?:ME|THIS)(?![A-Za-z])\w*`,
      String.raw`(?<![A-Za-z])(?:change[_-]?me|replace[_-]?(?:me|by|this|with))(?![A-Za-z])\w*`,
      String.raw`PLACEHOLDER(?:_\w+)?|Placeholder(?![a-z])|(?<![A-Za-z])placeholder(?![A-Za-z])`,
      String.raw`\bINSERT_\w+`,
    ].join('|')})`,
  ].join('|'),
  'g',
);

/**
 * Characters and words of which every form contains one. Most texts contain none, and a short pattern shows that
 * sooner.
 */
const MAY_HOLD =
  /[$%<{@#[]|\(\(|__|X{4}|x{4}|account|your|replace|change|placeholder|INSERT|ACCOUNT|YOUR|Your|REPLACE|CHANGE|PLACEHOLDER|Placeholder/;

/** The character that replaces whatever could not be decoded. */
export const LOST = '\uFFFD';

/** A placeholder in a text. */
export interface Placeholder {
  readonly offset: number;
  readonly text: string;
}

/**
 * Whether a text contains a placeholder in any of the forms that real task definitions use. A character that could not
 * be decoded counts as one, as nobody knows what it was.
 */
export function hasPlaceholder(text: string): boolean {
  return text.includes(LOST) || findPlaceholder(text) !== undefined;
}

/** The first placeholder in a text, with its offset in the text; undefined if there is none. */
export function findPlaceholder(text: string): Placeholder | undefined {
  for (const found of placeholders(text)) return found;
  return undefined;
}

/** The placeholders in a text, in order and not overlapping. */
export function* placeholders(text: string): Generator<Placeholder> {
  if (!MAY_HOLD.test(text)) return;
  const marks = new Marks(text);
  for (let at = 0; ; ) {
    FORMS.lastIndex = at;
    const match = FORMS.exec(text);
    if (!match) return;
    const { open, word } = match.groups!;
    const end = open === undefined ? match.index + match[0].length : marks.endOf(open, match.index);
    if (end !== undefined) {
      const offset = word === undefined ? match.index : wordStart(text, match.index, at);
      yield { offset, text: text.slice(offset, end) };
    }
    at = end ?? match.index + 1;
  }
}

/** The start of the word around an offset, but not before `least`. */
function wordStart(text: string, offset: number, least: number): number {
  let start = offset;
  while (start > least && /[\w-]/.test(text[start - 1]!)) start--;
  return start;
}

/** Looks up closing marks in a text that is read from start to end. */
class Marks {
  private readonly known = new Map<string, number>();

  constructor(private readonly text: string) {}

  /** Where a placeholder with brackets ends; undefined if it is never closed. */
  endOf(open: string, offset: number): number | undefined {
    const [close, inLine] = ENCLOSED[open]!;
    const from = offset + open.length;
    const at = this.next(close, from);
    if (at - from > MOST_INSIDE) return undefined;
    if (inLine && ['\n', '\r', '\u2028', '\u2029'].some((end) => this.next(end, from) < at)) return undefined;
    const end = at + close.length;
    return open === '#{' && this.text[end] === '#' ? end + 1 : end;
  }

  private next(mark: string, from: number): number {
    const known = this.known.get(mark);
    if (known !== undefined && known >= from) return known;
    const at = this.text.indexOf(mark, from);
    const found = at < 0 ? Number.POSITIVE_INFINITY : at;
    this.known.set(mark, found);
    return found;
  }
}

/** An unquoted placeholder. It is either a value or a directive that adds or removes whole members. */
export interface TemplateMatch {
  readonly length: number;
  readonly directive: boolean;
}

const DIRECTIVES: readonly [open: string, close: string][] = [
  ['%{', '}'],
  ['{%', '%}'],
  ['{#', '#}'],
];

/**
 * The placeholder that begins at an offset outside quotes; undefined if there is none.
 * A placeholder for a value extends to the end of the word, so `${a}000` is a single one.
 */
export function matchTemplate(text: string, offset: number): TemplateMatch | undefined {
  for (const [open, close] of DIRECTIVES) {
    if (!text.startsWith(open, offset)) continue;
    const end = closingOf(text, offset + open.length, close);
    if (end !== undefined) return { length: end - offset, directive: true };
  }
  const first = valuePiece(text, offset);
  if (first === undefined) return undefined;
  let end = offset + first;
  while (end < text.length) {
    const piece = valuePiece(text, end);
    if (piece === undefined && !/[\w.:/%$-]/.test(text[end]!)) break;
    end += piece ?? 1;
  }
  return { length: end - offset, directive: false };
}

function valuePiece(text: string, offset: number): number | undefined {
  const enclosed: readonly [string, string][] = [
    ['${', '}'],
    ['{{', '}}'],
    ['$(', ')'],
    ['<%', '%>'],
    ['#{', '}'],
  ];
  for (const [open, close] of enclosed) {
    if (!text.startsWith(open, offset)) continue;
    // An object with a doubled brace.
    if (open === '{{' && /^\s*"[^"\n]*"\s*:/.test(text.slice(offset + 2, offset + 200))) continue;
    const end = closingOf(text, offset + open.length, close);
    // Octopus and Replace Tokens write `#{name}` and `#{name}#`.
    if (end !== undefined) return (open === '#{' && text[end] === '#' ? end + 1 : end) - offset;
  }
  const [piece] = PIECE.exec(text.slice(offset, offset + 200)) ?? [];
  if (piece === undefined) return undefined;
  return isBareWord(piece) && !hasPlaceholder(piece) ? undefined : piece.length;
}

/** A placeholder outside quotes whose brackets, if any, enclose just a name; or a word that may be one. */
const PIECE = new RegExp(
  `^(?:${[
    String.raw`\[\[ ?(?!(?:true|false|null) ?\])[A-Za-z][\w .:-]*\]\]`, // not the lists of JSON
    String.raw`\(\( ?[A-Za-z][\w./:-]* ?\)\)`,
    String.raw`<{1,3} ?[A-Za-z][\w .:-]*>{1,3}`,
    String.raw`\$+[A-Za-z_]\w*\$*`,
    String.raw`%%?[A-Za-z_][\w.-]*%%?`,
    String.raw`__[A-Za-z]\w*?__`,
    String.raw`@@?[A-Za-z_][\w.-]*@@?`,
    '#[A-Z][A-Z0-9_]+#',
    String.raw`[A-Za-z][\w-]*`,
  ].join('|')})`,
);

function isBareWord(piece: string): boolean {
  return /^[A-Za-z]/.test(piece);
}

/**
 * The offset just after the mark that closes a placeholder. Nested braces and quoted text are skipped.
 * Undefined if the placeholder is not closed within its limit.
 */
export function closingOf(text: string, from: number, close: string): number | undefined {
  const limit = Math.min(text.length, from + 4000);
  if (!affords('templates', 40)) return undefined;
  const end = text.slice(from, limit).includes(close) ? closingWithin(text, from, close, limit) : undefined;
  // A closed placeholder is skipped as a whole, but an unclosed one means searching again from the next mark, so it
  // costs more.
  if (end === undefined) affords('templates', (limit - from) >> 2);
  return end;
}

function closingWithin(text: string, from: number, close: string, limit: number): number | undefined {
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const ch = text[i]!;
    if (depth === 0 && text.startsWith(close, i)) return i + close.length;
    if (ch === '"' || ch === '`') {
      const quote = text.indexOf(ch, i + 1);
      if (quote < 0 || quote >= limit) return undefined;
      i = quote;
    } else if (ch === '{' || (close === ')' && ch === '(')) depth++;
    else if (ch === '}' || (close === ')' && ch === ')')) {
      if (depth === 0) return undefined;
      depth--;
    }
  }
  return undefined;
}

/** The text with each placeholder replaced by a word of the same length, so that offsets stay valid. */
export function withoutPlaceholders(text: string): string {
  let result = '';
  let rest = text;
  for (let found = findPlaceholder(rest); found && found.text !== ''; found = findPlaceholder(rest)) {
    result += rest.slice(0, found.offset) + 'x'.repeat(found.text.length);
    rest = rest.slice(found.offset + found.text.length);
  }
  return result + rest;
}
