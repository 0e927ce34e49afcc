import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
import type { Content } from '../document.ts';
import { endOf, Leaf, type ObjectNode, type Span, type ValueNode } from '../node.ts';
import { matchTemplate } from '../placeholder.ts';
import { type Doubts, doubtsIn, MOST_TOKENS, type Token, type TokenKind } from './doubt.ts';
import { ownFaults } from './faults.ts';
import { Structure } from './structure.ts';
import { TextEnds } from './text-ends.ts';

const CONFLICT_MARKS: ReadonlySet<string> = new Set(['<<<<<<<', '=======', '|||||||', '>>>>>>>']);

const KINDS: Readonly<Partial<Record<SyntaxKind, TokenKind>>> = {
  [SyntaxKind.OpenBraceToken]: '{',
  [SyntaxKind.CloseBraceToken]: '}',
  [SyntaxKind.OpenBracketToken]: '[',
  [SyntaxKind.CloseBracketToken]: ']',
  [SyntaxKind.CommaToken]: ',',
  [SyntaxKind.ColonToken]: ':',
  [SyntaxKind.StringLiteral]: 'text',
  [SyntaxKind.NumericLiteral]: 'value',
  [SyntaxKind.TrueKeyword]: 'value',
  [SyntaxKind.FalseKeyword]: 'value',
  [SyntaxKind.NullKeyword]: 'value',
  [SyntaxKind.Unknown]: 'word',
};

const NO_DOUBTS: Doubts = { all: [], ofBrackets: undefined };

/** Whether the first characters at an offset may begin a placeholder outside quotes. */
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
      return isLetter(text.charCodeAt(offset)) && !WORD.test(text[offset - 1] ?? '');
  }
}

const WORD = /\w/;

/** Whether a character, which may be NaN behind the end, is one of A to Z. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** What follows a number that is none: `0x1F90`, `08080`, `1_000`. */
const REST_OF_NUMBER = /[\w.]+/y;
/** Where a text is a key. */
const COLON = /\s{0,199}:/y;

/** Reads a text's tokens, including any placeholders and merge conflict markers. */
export class Parser extends Structure {
  private readonly scanner;
  private readonly templates: Span[] = [];
  private readonly comments: Span[] = [];
  private readonly tokens: Token[] = [];
  /** Whether placeholders decide the structure of the text, and not only values. */
  private isRearranged = false;
  /** Whether a condition or loop decides which brackets there are. */
  private hasDirective = false;
  /** Whether a string may be a placeholder that contains quotes, cut off at the first of them. */
  foundQuotesInPlaceholder = false;
  private readonly ends: TextEnds;

  /** @param joins whether a placeholder that contains quotes is read as part of one string */
  constructor(
    text: string,
    private readonly joins: boolean,
    holder?: number,
  ) {
    super(text, holder);
    this.scanner = createScanner(text, false);
    this.ends = new TextEnds(text);
  }

  parse(): Content {
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
      this.note(token, position);
    }
    this.finish();
    for (const node of this.broken) node.open = true;
    const { text, root, templates, comments, values, cut } = this;
    const isBroken = !this.hasDirective && this.problems.some(({ code }) => code === 'syntax');
    const doubts = isBroken && !cut ? doubtsIn(text, this.tokens, this.problems) : NO_DOUBTS;
    if (root && doubts.all.length > 0) distrust(root, doubts.all);
    const problems = ownFaults(text, root, this.problems, this.isRearranged ? undefined : templates, doubts);
    return { root, problems, templates, comments, values, cut, doubts: doubts.all };
  }

  /** Keeps a token in case doubtful spans have to be found later. */
  private note(token: SyntaxKind, end: number): void {
    const kind = KINDS[token];
    if (!kind) return;
    const offset = this.scanner.getTokenOffset();
    const isCut = this.scanner.getTokenError() === ScanError.UnexpectedEndOfString;
    if (this.tokens.length < MOST_TOKENS)
      this.tokens.push({ kind: isCut ? 'cut' : kind, offset, length: end - offset, open: this.opened });
  }

  private finish(): void {
    if (this.stack.length > 0) {
      const open = this.stack[this.stack.length - 1]!.node;
      if (!this.cut) {
        this.neverClosed(open);
      }
      for (const level of this.stack) level.node.length = this.text.length - level.node.offset;
      for (const { property } of this.stack) if (property) property.length = this.text.length - property.offset;
    } else if (
      !this.root &&
      !this.problems.some(({ code }) => code !== 'byte-order-mark') &&
      this.templates.length === 0
    ) {
      this.fault(0, this.text.length, 'The file is empty.');
    }
  }

  /** Reads a merge conflict marker, and keeps the first of the two sides. */
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
      this.fault(offset, line.length, 'This merge conflict is not resolved: keep one side.');
    } else if (mark !== '>>>>>>>') {
      const last = this.text.indexOf('\n>>>>>>>', offset);
      if (last >= 0) end = this.text.indexOf('\n', last + 1);
    }
    this.scanner.setPosition(end < 0 ? this.text.length : end);
    this.forgives = true;
    return true;
  }

  /** Reads a placeholder that begins exactly here, in a place where JSON allows none. */
  private takeTemplate(offset: number): boolean {
    if (!mayBeginTemplate(this.text, offset)) return false;
    const match = matchTemplate(this.text, offset);
    if (!match) return false;
    const span = { offset, length: match.length };
    this.templates.push(span);
    this.scanner.setPosition(offset + match.length);
    if (!match.directive && this.tokens.length < MOST_TOKENS)
      this.tokens.push({ kind: 'placeholder', ...span, open: this.opened });
    const level = this.level;
    if (match.directive) this.hasDirective = true;
    if (match.directive || level?.expect === 'member' || level?.expect === 'comma' || level?.expect === 'colon') {
      if (match.directive || level?.node.kind === 'object' || level?.expect === 'comma') this.isRearranged = true;
      for (const { node } of this.stack) node.open = true;
      if (
        level?.expect === 'value' ||
        (level?.node.kind === 'array' && !match.directive && level.expect === 'member')
      ) {
        // Which of the values around a directive applies is decided when the template is rendered.
        this.value({ kind: 'template', ...span, parent: this.parentOfValue() });
      }
      return true;
    }
    this.value({ kind: 'template', ...span, parent: this.parentOfValue() });
    return true;
  }

  private take(token: SyntaxKind): void {
    const offset = this.scanner.getTokenOffset();
    // For an unclosed comment, the scanner reports a length that goes one past the end.
    const length = Math.min(this.scanner.getTokenLength(), this.text.length - offset);
    switch (token) {
      case SyntaxKind.Trivia:
      case SyntaxKind.LineBreakTrivia:
        return;
      case SyntaxKind.LineCommentTrivia:
      case SyntaxKind.BlockCommentTrivia:
        this.comments.push({ offset, length });
        if (this.scanner.getTokenError() === ScanError.UnexpectedEndOfComment) {
          this.fault(offset, length, 'This comment is never closed.', 'bracket');
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
        return this.number(offset, length);
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

  private number(offset: number, length: number): void {
    // The scanner takes only the beginning for the number.
    REST_OF_NUMBER.lastIndex = offset + length;
    const rest = REST_OF_NUMBER.exec(this.text)?.[0];
    const parent = this.parentOfValue();
    if (rest !== undefined) {
      const whole = { offset, length: length + rest.length };
      this.scanner.setPosition(endOf(whole));
      const number = this.text.slice(offset, endOf(whole));
      this.fault(offset, whole.length, `\`${number}\` is not a number in JSON.`);
      return this.scalar({ kind: 'invalid', ...whole, parent });
    }
    if (this.scanner.getTokenError() !== ScanError.None) this.fault(offset, length, 'This number is incomplete.');
    const value = Number(this.scanner.getTokenValue());
    this.scalar(new Leaf('number', value, offset, length, parent, this.memberOfValue()));
  }

  private string(offset: number, length: number): void {
    let value = this.scanner.getTokenValue();
    let end = offset + length;
    let isCut = false;
    const extended = this.ends.behindPlaceholder(offset, end);
    if (extended !== undefined) this.foundQuotesInPlaceholder = true;
    if (extended !== undefined && this.joins) {
      end = extended;
      value = this.text.slice(offset + 1, end - 1);
      this.templates.push({ offset, length: end - offset });
      this.scanner.setPosition(end);
    } else {
      this.stringProblem(offset, length);
      if (this.scanner.getTokenError() === ScanError.UnexpectedEndOfString) {
        const close = this.ends.overLines(end, this.level?.node.kind === 'object');
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
    // The alternative value of a condition is not a member.
    if (level?.node.kind === 'object' && level.node.open && level.expect === 'comma' && !this.isKey(end)) return;
    if (level?.node.kind === 'object' && (level.expect === 'member' || level.expect === 'comma')) {
      if (level.expect === 'comma') this.separate(offset);
      return this.key(level.node, level, { offset, length: end - offset, value });
    }
    if (level?.expect === 'colon' && this.isKey(end)) {
      this.colonMissing(level.property!);
      level.property = undefined;
      return this.key(level.node as ObjectNode, level, { offset, length: end - offset, value });
    }
    const parent = this.parentOfValue();
    // A string that is cut off is not the value that was meant.
    this.scalar(
      isCut
        ? { kind: 'invalid', offset, length: end - offset, parent }
        : new Leaf('string', value, offset, end - offset, parent, this.memberOfValue()),
    );
  }

  /** Whether a colon follows, which makes the preceding text a key. */
  private isKey(end: number): boolean {
    COLON.lastIndex = end;
    return COLON.test(this.text);
  }

  private stringProblem(offset: number, length: number): void {
    switch (this.scanner.getTokenError()) {
      case ScanError.UnexpectedEndOfString:
        return this.fault(offset, length, 'This text has no closing quote.');
      case ScanError.InvalidCharacter:
        return this.fault(offset, length, 'This text contains a control character, for example a tab: escape it.');
      case ScanError.InvalidEscapeCharacter:
      case ScanError.InvalidUnicode:
        return this.fault(offset, length, 'This text contains an escape sequence that JSON does not have.');
    }
  }

  private unknown(offset: number, length: number): void {
    // The scanner stops at the next structural character, so the rest of a bare word is included.
    const word = this.text.slice(offset, endOf({ offset, length }));
    this.fault(
      offset,
      length,
      word.startsWith("'")
        ? 'JSON requires double quotes.'
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

  protected override stop(): void {
    this.scanner.setPosition(this.text.length);
  }
}

/** Makes values in doubtful spans count as deferred. */
function distrust(node: ValueNode, doubts: readonly Span[]): void {
  if (!doubts.some((span) => span.offset <= endOf(node) && node.offset <= endOf(span))) return;
  if (node instanceof Leaf) node.doubt();
  else if (node.kind === 'array') {
    node.open = true;
    for (const item of node.items) distrust(item, doubts);
  } else if (node.kind === 'object') {
    node.open = true;
    for (const { value } of node.properties) if (value) distrust(value, doubts);
  }
}
