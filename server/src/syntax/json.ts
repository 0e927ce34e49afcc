import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
import { withinEffort } from './effort.ts';
import {
  type ArrayNode,
  endOf,
  Leaf,
  type ObjectNode,
  type PropertyNode,
  type Span,
  type StringNode,
  type ValueNode,
} from './node.ts';
import { closingOf, matchTemplate } from './placeholder.ts';
import { noteRead, WHOLE_TEXT } from './reads.ts';

/** What is wrong with the text as JSON. `comment` and `trailing-comma` are fine for people and refused by the AWS CLI. */
export interface SyntaxProblem extends Span {
  readonly code: 'syntax' | 'comment' | 'trailing-comma' | 'byte-order-mark' | 'too-deep' | 'encoding';
  readonly message: string;
  /** True where it is wrong in a template too, as no placeholder is near. */
  readonly sure?: boolean;
}

/** A parsed document. Whatever the text is, there is one: what could be read is in `root`. */
export class JsonDocument {
  constructor(
    private readonly source: string,
    readonly root: ValueNode | undefined,
    readonly problems: readonly SyntaxProblem[],
    /** Placeholders outside of quotes, in the order of the text. Not empty means: this is a template, not JSON yet. */
    readonly templates: readonly Span[] = [],
    readonly comments: readonly Span[] = [],
    /** How many names of members there are; see reads.ts. */
    readonly members = 0,
    /** True where there are so many values that reading stopped. What was read proves nothing, and is not to be judged. */
    readonly cut = false,
  ) {}

  get text(): string {
    noteRead(WHOLE_TEXT);
    return this.source;
  }
}

/** Deeper nesting is cut off: ECS's own structure is 7 levels deep, and everything behind the parser may recurse. */
const MAX_DEPTH = 100;

/** A text of more UTF-16 code units is not read; ECS itself takes 64 KiB (service quota, checked 2026-11-24). */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/** A document with more values is cut off: they are more than 64 KiB however they are written, so ECS refuses them all. */
const MAX_VALUES = 32 * 1024;

/** So is a list of more objects: the shortest that a list takes, `{"name":"a"},`, has 13 characters. */
const MAX_OBJECTS_IN_LIST = 5100;

/** And an object of more members. */
const MAX_MEMBERS = 10_000;

/** How many lines are looked through for the ends of texts in all. */
const MOST_LINES = 20_000;

/** A line that JSON has, written as most people write it: a member, an item or brackets. */
const JSON_LINE = /^\s*(?:"(?:[^"\\]|\\.)*"\s*(?::|,?\s*$)|[{}[\]][\s{}[\],]*$)/;
/** The same where objects stand in a list, each on its line. */
const JSON_LINE_OF_OBJECTS = new RegExp(`${JSON_LINE.source}|^\\s*[{}[\\]][\\s{}[\\],]*"`);

const CONFLICT_MARKS: ReadonlySet<string> = new Set(['<<<<<<<', '=======', '|||||||', '>>>>>>>']);

const BEFORE_START = 'There is text before the beginning of the JSON value.';
const BEHIND_END = 'There is text behind the end of the JSON value.';

/** Problems that say which bracket has no other. After the first of them each is a matter of where one begins to count. */
const OF_BRACKETS = /never closed|closes nothing|behind the end|outside of the object/;

/**
 * Of the problems those that are faults of their own, and no consequence of an earlier one: one on the same line or the next
 * one, or of brackets that are out of step. A missing comma has no consequences and is none.
 * @param templates those that only stand for values; undefined where others decide what stands in the text
 */
function ownFaults(
  text: string,
  root: ValueNode | undefined,
  problems: readonly SyntaxProblem[],
  templates: readonly Span[] | undefined,
): SyntaxProblem[] {
  const isStructure = root?.kind === 'object' || root?.kind === 'array';
  const first = problems.find(({ code }) => code === 'syntax');
  if (root?.kind === 'invalid' && first) return [{ ...first, message: noJson(text) }];
  const kept: SyntaxProblem[] = [];
  let last: SyntaxProblem | undefined;
  let [brackets, before, behind] = [false, false, false];
  for (const problem of problems) {
    if (problem.code !== 'syntax') {
      kept.push(problem);
      continue;
    }
    const isComma = problem.message.startsWith('Expected a comma');
    const isOfBrackets = OF_BRACKETS.test(problem.message);
    const isBefore = !isStructure || endOf(problem) <= root.offset;
    // What the root itself is reported for is that something stands before it.
    const isBehind = isStructure && (problem.offset >= endOf(root) || (before && problem.message === BEHIND_END));
    const follows =
      (isOfBrackets && brackets) ||
      (isBefore && before) ||
      (isBehind && (behind || (before && problem.offset === root.offset))) ||
      (last !== undefined && !isOfBrackets && areNear(text, last, problem));
    if (!follows) {
      const told =
        isStructure && isBefore
          ? { ...problem, message: BEFORE_START }
          : isBehind && !isOfBrackets
            ? { ...problem, message: BEHIND_END }
            : problem;
      kept.push(templates ? { ...told, sure: isApart(text, problem, templates) } : told);
    }
    if (isOfBrackets) brackets = true;
    if (isBefore) before = true;
    if (isBehind) behind = true;
    if (!isComma) last = problem;
  }
  return kept;
}

function noJson(text: string): string {
  return /^(?:---\s*$|[A-Za-z]\w*:\s)/m.test(text.slice(0, 2000))
    ? 'This is YAML, which Taskdef does not read yet: write it as JSON.'
    : 'This is not JSON, which begins with `{` or `[`.';
}

function areNear(text: string, before: Span, behind: Span): boolean {
  const from = Math.min(endOf(before), behind.offset);
  const to = Math.max(Math.min(before.offset, endOf(behind)), behind.offset);
  return to - from <= 1000 && text.slice(from, to).split('\n').length <= 2;
}

/** Whether no placeholder is on the line of a problem, and none is next to it. */
function isApart(text: string, problem: Span, templates: readonly Span[]): boolean {
  const start = text.lastIndexOf('\n', problem.offset - 1) + 1;
  const end = text.indexOf('\n', endOf(problem));
  return !templates.some((span) => endOf(span) > start && (end < 0 || span.offset < end));
}

/** Placeholders that may have quotes in them. */
const CUT_BY_QUOTES = [
  ['${', '}'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['#{', '}'],
  ['$(', ')'],
  ['{%', '%}'],
  ['%{', '}'],
] as const;

/** Whether a placeholder outside of quotes may begin at an offset, told by its first characters. */
function mayBeginTemplate(text: string, offset: number): boolean {
  const next = text.charCodeAt(offset + 1);
  switch (text.charCodeAt(offset)) {
    case 123: // {
      return next === 123 || next === 37 || next === 35;
    case 91: // [
      return next === 91;
    case 40: // (
      return next === 40;
    case 36: // $
    case 37: // %
    case 60: // <
    case 64: // @
    case 35: // #
    case 95: // _
      return true;
    default:
      return /[A-Za-z]/.test(text[offset] ?? '') && !/\w/.test(text[offset - 1] ?? '');
  }
}

interface Level {
  readonly node: ObjectNode | ArrayNode;
  /** The property whose value comes next. */
  property: PropertyNode | undefined;
  expect: 'member' | 'colon' | 'value' | 'comma';
  /** Where the last comma stands, to tell a trailing one. */
  comma: number | undefined;
}

/**
 * Reads JSON with everything that real files have in it: comments, trailing commas, a byte order mark, duplicate keys,
 * unquoted placeholders, half-typed members. It never throws and takes time in proportion to the text.
 */
export function parseJson(text: string): JsonDocument {
  return withinEffort(() => read(text)).result;
}

function read(text: string): JsonDocument {
  const refusal = refuse(text);
  if (refusal) return new JsonDocument(text, undefined, [refusal]);
  const plain = new Parser(text, false);
  const document = plain.parse();
  // What is JSON as it stands is read as JSON, whatever stands in its texts.
  if (!plain.foundQuotesInPlaceholder || !document.problems.some(({ code }) => code === 'syntax')) return document;
  return new Parser(text, true).parse();
}

function refuse(text: string): SyntaxProblem | undefined {
  const whole = { offset: 0, length: Math.min(text.length, 1) };
  if (text.length > MAX_TEXT_LENGTH) {
    return {
      ...whole,
      code: 'encoding',
      message: `The file is larger than ${MAX_TEXT_LENGTH / 1024 / 1024} MB; ECS takes at most 64 KiB. Taskdef does not read it.`,
    };
  }
  const head = text.slice(0, 4096);
  if (/^(?:\uFFFD\uFFFD|\uFFFE)/.test(head) || /^[{[]?\0/.test(head) || /[{["]\0/.test(head)) {
    return {
      ...whole,
      code: 'encoding',
      message: 'The file is saved as UTF-16; the AWS CLI needs UTF-8. Save it with encoding UTF-8.',
    };
  }
  if (head.includes('\0')) {
    return { ...whole, code: 'encoding', message: 'This is a binary file, not a task definition.' };
  }
  return undefined;
}

class Parser {
  private readonly scanner;
  private readonly problems: SyntaxProblem[] = [];
  private readonly templates: Span[] = [];
  private readonly comments: Span[] = [];
  private readonly stack: Level[] = [];
  /** The names of members, each with its number, from 1. */
  private readonly members = new Map<string, number>();
  private root: ValueNode | undefined;
  /** How many values were read. */
  private values = 0;
  private cut = false;
  /** What is around a syntax error, so that nothing is missing in it. */
  private readonly broken = new Set<ObjectNode | ArrayNode>();
  /** Up to here the text goes on in which quotes are out of step, so that no key can be told from a value. */
  private guessedTo = 0;
  /** Whether the comma before the next member may have gone with what could not be read. */
  private forgives = false;
  /** How many lines were looked through for the ends of texts. */
  private linesSearched = 0;
  /** Whether placeholders decide on what stands in the text, and not only on values. */
  private isRearranged = false;
  /** Whether a text may be a placeholder with quotes in it, cut off at the first of them. */
  foundQuotesInPlaceholder = false;

  /** @param joins whether a placeholder with quotes in it is read as one text */
  constructor(
    private readonly text: string,
    private readonly joins: boolean,
  ) {
    this.scanner = createScanner(text, false);
  }

  parse(): JsonDocument {
    if (this.text.startsWith('\uFEFF')) {
      this.scanner.setPosition(1);
      this.problem(
        0,
        1,
        'The AWS CLI refuses the byte order mark: save the file as UTF-8 without it.',
        'byte-order-mark',
      );
    }
    let position = this.scanner.getPosition();
    for (;;) {
      if (this.takeTemplate(position)) {
        position = this.scanner.getPosition();
        continue;
      }
      if (this.takeConflict(position)) {
        position = this.scanner.getPosition();
        continue;
      }
      const token = this.scanner.scan();
      if (token === SyntaxKind.EOF) break;
      this.take(token);
      position = this.scanner.getPosition();
    }
    this.finish();
    for (const node of this.broken) node.open = true;
    const { text, root, templates, comments, members, cut } = this;
    const problems = ownFaults(text, root, this.problems, this.isRearranged ? undefined : templates);
    return new JsonDocument(text, root, problems, templates, comments, members.size, cut);
  }

  private finish(): void {
    if (this.stack.length > 0) {
      const open = this.stack[this.stack.length - 1]!.node;
      if (!this.cut) {
        this.problem(
          open.offset,
          1,
          open.kind === 'object' ? 'This `{` is never closed.' : 'This `[` is never closed.',
        );
      }
      for (const level of this.stack) level.node.length = this.text.length - level.node.offset;
      for (const { property } of this.stack) if (property) property.length = this.text.length - property.offset;
    } else if (
      !this.root &&
      !this.problems.some(({ code }) => code !== 'byte-order-mark') &&
      this.templates.length === 0
    ) {
      this.problem(0, this.text.length, 'The file is empty.');
    }
  }

  private get level(): Level | undefined {
    return this.stack[this.stack.length - 1];
  }

  private problem(offset: number, length: number, message: string, code: SyntaxProblem['code'] = 'syntax'): void {
    if (code === 'syntax') {
      for (const { node } of this.stack) this.broken.add(node);
      // Behind the end: it may have come too early.
      if (this.root?.kind === 'object' || this.root?.kind === 'array') this.broken.add(this.root);
    }
    if (this.problems.length < 100) this.problems.push({ offset, length, message, code });
  }

  /** Notes that quotes are out of step until the end of the line. */
  private guess(offset: number): void {
    const end = this.text.indexOf('\n', offset);
    this.guessedTo = end < 0 ? this.text.length : end;
  }

  /** Takes the mark of a merge conflict, and of its two sides the first. */
  private takeConflict(offset: number): boolean {
    const code = this.text.charCodeAt(offset);
    if (code !== 60 && code !== 61 && code !== 62 && code !== 124) return false; // < = > |
    const mark = this.text.slice(offset, offset + 7);
    if (!CONFLICT_MARKS.has(mark) || (offset > 0 && !/[\r\n]/.test(this.text[offset - 1]!))) return false;
    const next = this.text[offset + 7];
    if (next !== undefined && !/\s/.test(next)) return false;
    let end = this.text.indexOf('\n', offset);
    if (mark === '<<<<<<<') {
      const line = this.text.slice(offset, end < 0 ? undefined : end).trimEnd();
      this.problem(offset, line.length, 'A merge conflict is not resolved: keep one side.');
    } else if (mark !== '>>>>>>>') {
      const last = this.text.indexOf('\n>>>>>>>', offset);
      if (last >= 0) end = this.text.indexOf('\n', last + 1);
    }
    this.scanner.setPosition(end < 0 ? this.text.length : end);
    this.forgives = true;
    return true;
  }

  /** Takes a placeholder that begins right here, in a place where JSON has none. */
  private takeTemplate(offset: number): boolean {
    if (!mayBeginTemplate(this.text, offset)) return false;
    const match = matchTemplate(this.text, offset);
    if (!match) return false;
    const span = { offset, length: match.length };
    this.templates.push(span);
    this.scanner.setPosition(offset + match.length);
    const level = this.level;
    if (match.directive || level?.expect === 'member' || level?.expect === 'comma' || level?.expect === 'colon') {
      if (match.directive || level?.node.kind === 'object' || level?.expect === 'comma') this.isRearranged = true;
      for (const { node } of this.stack) node.open = true;
      if (
        level?.expect === 'value' ||
        (level?.node.kind === 'array' && !match.directive && level.expect === 'member')
      ) {
        // Which of the values behind a directive is meant is decided when the template is rendered.
        this.value({ kind: 'template', ...span, parent: this.parentOfValue() });
      }
      return true;
    }
    this.value({ kind: 'template', ...span, parent: this.parentOfValue() });
    return true;
  }

  private take(token: SyntaxKind): void {
    const offset = this.scanner.getTokenOffset();
    // The scanner reads a comment that is never closed to one behind the end.
    const length = Math.min(this.scanner.getTokenLength(), this.text.length - offset);
    switch (token) {
      case SyntaxKind.Trivia:
      case SyntaxKind.LineBreakTrivia:
        return;
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
        this.comments.push({ offset, length });
        if (this.scanner.getTokenError() === ScanError.UnexpectedEndOfComment) {
          this.problem(offset, length, 'This comment is never closed.');
        } else {
          this.problem(
            offset,
            length,
            'The AWS CLI refuses comments in JSON: remove them before you deploy.',
            'comment',
          );
        }
        return;
      case SyntaxKind.OpenBraceToken:
      case SyntaxKind.OpenBracketToken:
        return this.open(token, offset);
      case SyntaxKind.CloseBraceToken:
      case SyntaxKind.CloseBracketToken:
        return this.close(token, offset);
      case SyntaxKind.CommaToken:
        return this.comma(offset);
      case SyntaxKind.ColonToken:
        return this.colon(offset);
      case SyntaxKind.StringLiteral:
        return this.string(offset, length);
      case SyntaxKind.NumericLiteral:
        if (this.scanner.getTokenError() !== ScanError.None)
          this.problem(offset, length, 'This number is not complete.');
        return this.scalar(
          new Leaf(
            'number',
            Number(this.scanner.getTokenValue()),
            offset,
            length,
            this.parentOfValue(),
            this.memberOfValue(),
          ),
        );
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
        return this.scalar({
          kind: 'boolean',
          value: token === SyntaxKind.TrueKeyword,
          offset,
          length,
          parent: this.parentOfValue(),
        });
      case SyntaxKind.NullKeyword:
        return this.scalar({ kind: 'null', offset, length, parent: this.parentOfValue() });
      default:
        return this.unknown(offset, length);
    }
  }

  private open(token: SyntaxKind, offset: number): void {
    if (this.stack.length >= MAX_DEPTH) {
      this.problem(offset, 1, `Nested more than ${MAX_DEPTH} levels deep; the rest is not read.`, 'too-deep');
      this.scanner.setPosition(this.text.length);
      return;
    }
    const level = this.level;
    // An object in a list has no end where the next one begins.
    if (
      token === SyntaxKind.OpenBraceToken &&
      level?.node.kind === 'object' &&
      level.node.parent?.kind === 'array' &&
      level.expect === 'member' &&
      level.comma !== undefined
    )
      this.closeMissing(offset, 'member');
    if (!this.readyForValue(offset, 1)) this.separate(offset);
    const parent = this.parentOfValue();
    const node: ObjectNode | ArrayNode =
      token === SyntaxKind.OpenBraceToken
        ? { kind: 'object', properties: [], open: false, offset, length: 0, parent }
        : { kind: 'array', items: [], open: false, offset, length: 0, parent };
    this.value(node);
    this.stack.push({ node, property: undefined, expect: 'member', comma: undefined });
  }

  private close(token: SyntaxKind, offset: number): void {
    const kind = token === SyntaxKind.CloseBraceToken ? 'object' : 'array';
    const index = this.stack.findLastIndex((level) => level.node.kind === kind);
    if (index < 0) {
      this.problem(offset, 1, `This \`${kind === 'object' ? '}' : ']'}\` closes nothing.`);
      return;
    }
    if (index === 0 && /^\s*,/.test(this.text.slice(offset + 1, offset + 200))) {
      this.problem(offset, 1, `This \`${kind === 'object' ? '}' : ']'}\` closes nothing.`);
      return;
    }
    while (this.stack.length > index) {
      const level = this.stack.pop()!;
      const matches = this.stack.length === index;
      this.closeLevel(level, offset + (matches ? 1 : 0));
      if (!matches) {
        this.problem(level.node.offset, 1, `This \`${level.node.kind === 'object' ? '{' : '['}\` is never closed.`);
      }
      if (this.level?.property) this.endProperty(this.level);
    }
  }

  /** Closes the innermost structure where its bracket is missing. */
  private closeMissing(offset: number, expect: Level['expect']): void {
    const { node } = this.level!;
    this.problem(node.offset, 1, `This \`${node.kind === 'object' ? '{' : '['}\` is never closed.`);
    const level = this.stack.pop()!;
    level.comma = undefined;
    this.closeLevel(level, this.endOfPrevious(offset) + 1);
    const outer = this.level!;
    if (outer.property) this.endProperty(outer);
    outer.expect = expect;
    outer.property = undefined;
  }

  private closeLevel(level: Level, end: number): void {
    const { node, property } = level;
    node.length = end - node.offset;
    if (property && !property.value) {
      this.problem(property.offset, property.length, `"${property.key.value}" has no value.`);
    }
    const members = node.kind === 'object' ? node.properties.length : node.items.length;
    if (level.comma !== undefined && members > 0 && level.expect === 'member') {
      this.problem(
        level.comma,
        1,
        'The AWS CLI refuses a comma before the closing bracket: remove it.',
        'trailing-comma',
      );
    }
  }

  private comma(offset: number): void {
    const level = this.level;
    if (!level) return this.problem(offset, 1, 'A comma outside of the object.');
    if (level.property && level.expect !== 'comma') {
      this.problem(level.property.offset, level.property.length, `"${level.property.key.value}" has no value.`);
      this.endProperty(level);
    } else if (level.expect === 'member' && !level.node.open) {
      this.problem(offset, 1, 'There is one comma too many.');
    }
    this.forgives = false;
    level.property = undefined;
    level.expect = 'member';
    level.comma = offset;
  }

  private colon(offset: number): void {
    const level = this.level;
    if (level?.expect !== 'colon') {
      this.guess(offset);
      return this.problem(offset, 1, 'A colon is not expected here.');
    }
    level.expect = 'value';
    level.property!.length = offset + 1 - level.property!.offset;
  }

  private string(offset: number, length: number): void {
    let value = this.scanner.getTokenValue();
    let end = offset + length;
    let isCut = false;
    const extended = this.extendTemplateString(offset, end);
    if (extended !== undefined) this.foundQuotesInPlaceholder = true;
    if (extended !== undefined && this.joins) {
      end = extended;
      value = this.text.slice(offset + 1, end - 1);
      this.templates.push({ offset, length: end - offset });
      this.scanner.setPosition(end);
    } else {
      this.stringProblem(offset, length);
      if (this.scanner.getTokenError() === ScanError.UnexpectedEndOfString) {
        const close = this.endOverLines(end);
        if (close !== undefined) {
          end = close;
          this.scanner.setPosition(end);
        } else {
          this.forgives = true;
        }
        isCut = true;
      }
    }
    if (
      !isCut &&
      this.level?.node.kind === 'array' &&
      this.level.node.parent?.kind === 'property' &&
      offset >= this.guessedTo &&
      this.isKey(end)
    )
      this.closeMissing(offset, 'member');
    const level = this.level;
    if (isCut) this.spoil(offset);
    if (isCut && level?.node.kind === 'object' && level.expect !== 'value') return;
    // The other value of a condition is no member.
    if (level?.node.kind === 'object' && level.node.open && level.expect === 'comma' && !this.isKey(end)) return;
    if (level?.node.kind === 'object' && (level.expect === 'member' || level.expect === 'comma')) {
      if (level.expect === 'comma') this.separate(offset);
      return this.key(level.node, level, { offset, length: end - offset, value });
    }
    if (level?.expect === 'colon' && this.isKey(end)) {
      this.problem(
        level.property!.offset,
        level.property!.length,
        `Expected a colon after "${level.property!.key.value}".`,
      );
      level.property = undefined;
      return this.key(level.node as ObjectNode, level, { offset, length: end - offset, value });
    }
    const parent = this.parentOfValue();
    // A text whose end is missing is not the value that somebody meant.
    this.scalar(
      isCut
        ? { kind: 'invalid', offset, length: end - offset, parent }
        : new Leaf('string', value, offset, end - offset, parent, this.memberOfValue()),
    );
  }

  /**
   * Where a text ends that goes over several lines, as no text of JSON may; undefined where only its closing quote is missing.
   * The lines between are those of no JSON, and behind its end JSON goes on.
   */
  private endOverLines(from: number): number | undefined {
    const isLine = this.level?.node.kind === 'object' ? JSON_LINE_OF_OBJECTS : JSON_LINE;
    let start = this.text.indexOf('\n', from);
    while (start >= 0 && this.linesSearched++ < MOST_LINES) {
      const next = this.text.indexOf('\n', start + 1);
      const line = this.text.slice(start + 1, next < 0 ? undefined : next);
      if (isLine.test(line)) return undefined;
      const quote = line.lastIndexOf('"');
      if (
        quote >= 0 &&
        /^[\s\]},]*$/.test(line.slice(quote + 1)) &&
        (next < 0 || isLine.test(this.text.slice(next + 1, next + 500).split('\n', 1)[0]!))
      )
        return start + 1 + quote + 1;
      start = next;
    }
    return undefined;
  }

  /** Whether a colon follows, so that the text before it is a key. */
  private isKey(end: number): boolean {
    return /^\s*:/.test(this.text.slice(end, end + 200));
  }

  private key(object: ObjectNode, level: Level, found: { offset: number; length: number; value: string }): void {
    const property = {
      kind: 'property',
      value: undefined,
      parent: object,
      offset: found.offset,
      length: found.length,
    } as Omit<PropertyNode, 'key'>;
    let member = this.members.get(found.value);
    if (member === undefined) {
      member = this.members.size + 1;
      this.members.set(found.value, member);
    }
    const key: StringNode = { kind: 'string', ...found, parent: property as PropertyNode, member };
    const whole = Object.assign(property, { key }) as PropertyNode;
    // What looks like a key there may be any part of a text.
    if (found.offset >= this.guessedTo) object.properties.push(whole);
    level.property = whole;
    level.expect = 'colon';
    level.comma = undefined;
  }

  /** A quoted value with placeholders that have quotes of their own in them, such as `"${x != "" ? x : y}"`: its real end. */
  private extendTemplateString(offset: number, end: number): number | undefined {
    let from = offset + 1;
    let quote = end;
    for (let closed = this.closedBehind(from, quote); closed !== undefined; closed = this.closedBehind(from, quote)) {
      const rest = /^[^"\n]*"/.exec(this.text.slice(closed, closed + 1000));
      if (!rest) return undefined;
      from = closed;
      quote = closed + rest[0].length;
    }
    return quote === end ? undefined : quote;
  }

  /** Where the placeholder ends that is cut by a quote; undefined where none is. */
  private closedBehind(from: number, quote: number): number | undefined {
    const token = this.text.slice(from, quote);
    for (const [open, close] of CUT_BY_QUOTES) {
      const at = token.lastIndexOf(open);
      if (at < 0 || token.includes(close, at)) continue;
      const closed = closingOf(this.text, from + at + open.length, close);
      if (closed !== undefined) return closed;
    }
    return undefined;
  }

  private stringProblem(offset: number, length: number): void {
    switch (this.scanner.getTokenError()) {
      case ScanError.UnexpectedEndOfString:
        return this.problem(offset, length, 'This text has no closing quote.');
      case ScanError.InvalidCharacter:
        return this.problem(
          offset,
          length,
          'A control character (such as a tab) in a text must be written as an escape.',
        );
      case ScanError.InvalidEscapeCharacter:
      case ScanError.InvalidUnicode:
        return this.problem(offset, length, 'This text has an escape that JSON does not know.');
    }
  }

  private scalar(node: ValueNode): void {
    const level = this.level;
    if (!this.readyForValue(node.offset, node.length)) {
      if (level?.node.kind !== 'array') return;
      this.separate(node.offset);
    }
    this.value(node);
  }

  private unknown(offset: number, length: number): void {
    // The scanner stops at the next structural character, so the rest of a bare word comes along.
    const word = this.text.slice(offset, endOf({ offset, length }));
    this.problem(
      offset,
      length,
      word.startsWith("'")
        ? 'JSON needs double quotes.'
        : `\`${word.slice(0, 40)}\` is not JSON: put it in double quotes.`,
    );
    const level = this.level;
    if (!level || level.expect === 'value' || (level.node.kind === 'array' && level.expect === 'member')) {
      this.value({ kind: 'invalid', offset, length, parent: this.parentOfValue() });
    } else {
      if (level.expect === 'colon') this.forgetKey(level);
      this.guess(offset);
    }
  }

  /** Takes back a key that turns out to be none. */
  private forgetKey({ node, property }: Level): void {
    if (node.kind === 'object' && node.properties.at(-1) === property) node.properties.pop();
  }

  /** Takes back the value that ends at an offset where a quote stands that belongs to it. */
  private spoil(offset: number): void {
    const level = this.level;
    const value = level?.node.kind === 'array' ? level.node.items.at(-1) : level?.property?.value;
    if (!level || !value || value.kind === 'object' || value.kind === 'array' || endOf(value) !== offset) return;
    const { length, parent } = value;
    const invalid = { kind: 'invalid', offset: value.offset, length, parent } as const;
    if (level.node.kind === 'array') level.node.items[level.node.items.length - 1] = invalid;
    else level.property!.value = invalid;
  }

  /** Whether a value may stand here; says what is wrong where not. */
  private readyForValue(offset: number, length: number): boolean {
    const level = this.level;
    if (!level) {
      if (this.root) this.problem(offset, length, BEHIND_END);
      return this.root === undefined;
    }
    if (level.expect === 'value') return true;
    if (level.node.kind === 'array') return level.expect === 'member';
    if (level.expect === 'colon') {
      this.problem(
        level.property!.offset,
        level.property!.length,
        `Expected a colon after "${level.property!.key.value}".`,
      );
      // Right behind the key: a quote is missing, and the key is none.
      if (endOf(level.property!.key) === offset) this.forgetKey(level);
      return true;
    }
    // The other value of a condition.
    if (level.node.open) return false;
    this.problem(offset, length, 'Expected a property name in double quotes.');
    return false;
  }

  /** Notes a missing comma before an offset and goes on as if it were there. */
  private separate(offset: number): void {
    const level = this.level;
    if (level?.expect !== 'comma') return;
    if (!level.node.open && !this.forgives) this.problem(this.endOfPrevious(offset), 1, 'Expected a comma here.');
    this.forgives = false;
    level.expect = 'member';
    level.property = undefined;
  }

  private endOfPrevious(offset: number): number {
    let end = offset;
    while (end > 0 && /\s/.test(this.text[end - 1]!)) end--;
    return Math.max(0, end - 1);
  }

  /** The member that a value here belongs to, which is for an item the member that its list belongs to. */
  private memberOfValue(): number {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { property } = this.stack[i]!;
      if (property) return property.key.member;
    }
    return WHOLE_TEXT;
  }

  private parentOfValue(): PropertyNode | ArrayNode | undefined {
    const level = this.level;
    if (!level) return undefined;
    return level.node.kind === 'array' ? level.node : level.property;
  }

  /** Puts a value where it belongs. */
  private value(node: ValueNode): void {
    const level = this.level;
    if (++this.values > MAX_VALUES || (level && isTooLong(level.node))) return this.cutOff(node.offset);
    if (!level) {
      // Text before the JSON, such as a shell prompt that was copied along, does not hide it.
      const holds = this.root?.kind === 'object' || this.root?.kind === 'array';
      if (!this.root || (!holds && (node.kind === 'object' || node.kind === 'array'))) this.root = node;
      return;
    }
    if (level.node.kind === 'array') {
      level.node.items.push(node);
      if (node.kind === 'template') level.node.open = true;
      level.expect = 'comma';
      level.comma = undefined;
      return;
    }
    if (!level.property) return;
    level.property.value = node;
    level.expect = 'comma';
    if (node.kind !== 'object' && node.kind !== 'array') this.endProperty(level);
  }

  /** Reads no further. */
  private cutOff(offset: number): void {
    if (!this.cut) {
      // It must be told, however much else there is to tell.
      this.problems.length = Math.min(this.problems.length, 99);
      this.problem(offset, 1, 'Far too many values: ECS takes at most 64 KiB. Taskdef does not read on.', 'too-deep');
    }
    this.cut = true;
    this.scanner.setPosition(this.text.length);
  }

  private endProperty(level: Level): void {
    const property = level.property;
    if (property) property.length = endOf(property.value ?? property.key) - property.offset;
  }
}

function isTooLong(node: ObjectNode | ArrayNode): boolean {
  if (node.kind === 'object') return node.properties.length > MAX_MEMBERS;
  return node.items.length >= MAX_OBJECTS_IN_LIST && node.items[MAX_OBJECTS_IN_LIST - 1]!.kind === 'object';
}
