import type { SyntaxProblem } from '../document.ts';
import type { Span } from '../node.ts';
import { lineAt, lineStarts } from '../style.ts';

const ID_START = /[A-Za-z_]/;
const WORD = /[\p{ID_Continue}-]*/uy;
/** The beginning of a member on a line: a name or a text, and `=`. */
const MEMBER = /[ \t]*(?:[A-Za-z_][\w-]{0,200}|"[^"\n]{0,200}")[ \t]*=(?![=>])/y;
/** What continues an expression at the beginning of a line. */
const OPERATOR = /[ \t\r\n]*(?:[?:]|&&|\|\||[=!]=|[<>%*+-]|\/(?![/*]))/y;
const MAX_PROBLEMS = 100;
const MAX_NESTING = 50;
/** How long an interpolation that goes over several lines may be. */
const MAX_INTERPOLATION = 4000;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Where a heredoc stands, its content without the line that opens and the one that closes it. */
export interface HeredocSpan extends Span {
  readonly content: Span;
  readonly closed: boolean;
}

/** Passes over space, comments, texts and brackets. */
export class Scanner {
  protected at = 0;
  protected readonly problems: SyntaxProblem[] = [];
  protected readonly comments: Span[] = [];
  protected readonly doubts: Span[] = [];
  private readonly lines: readonly number[];
  /** Lines that are one word, which may close a heredoc. */
  private words: Map<string, number[]> | undefined;
  /** How often an interpolation may still be looked for over several lines without success. */
  private searches = 50;

  /** @param repairs whether indentation tells where a bracket was left open */
  constructor(
    protected readonly text: string,
    protected readonly repairs: boolean,
  ) {
    this.lines = lineStarts(text);
  }

  protected problem(offset: number, length: number, message: string): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ offset, length, message, code: 'syntax', blocksEdits: true });
  }

  protected get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  protected get ch(): string {
    return this.text[this.at] ?? '';
  }

  protected get startsWord(): boolean {
    return ID_START.test(this.ch) || this.text.charCodeAt(this.at) > 127;
  }

  protected word(): string {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)![0];
    this.at += word.length;
    return word;
  }

  /** Passes the rest of the line, but not its end. */
  protected passLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  /** Passes space and comments. @param lines whether line ends are space too */
  protected skip(lines: boolean): void {
    for (;;) {
      const ch = this.ch;
      if (ch === ' ' || ch === '\t' || ch === '\r' || ch === '\uFEFF' || (lines && ch === '\n')) this.at++;
      else if (!this.skipComment()) return;
    }
  }

  private skipComment(): boolean {
    const start = this.at;
    if (this.ch === '#' || this.text.startsWith('//', start)) {
      this.passLine();
      if (this.text[this.at - 1] === '\r') this.at--;
    } else if (this.text.startsWith('/*', start)) {
      const end = this.text.indexOf('*/', start + 2);
      if (end < 0) this.problem(start, 2, 'This comment is never closed.');
      this.at = end < 0 ? this.text.length : end + 2;
    } else return false;
    const last = this.comments[this.comments.length - 1];
    if (!last || last.offset < start) this.comments.push({ offset: start, length: this.at - start });
    return true;
  }

  /** Whether the line that begins at an offset begins with a member. */
  protected isMemberAt(offset: number): boolean {
    MEMBER.lastIndex = offset;
    return MEMBER.test(this.text);
  }

  /** Whether an expression continues after a line end. */
  protected continues(): boolean {
    OPERATOR.lastIndex = this.at;
    return OPERATOR.test(this.text);
  }

  /** Whether what is here shows by its indentation that the bracket at an offset was left open. */
  protected isOutdented(open: number): boolean {
    if (!this.repairs || !this.startsMember()) return false;
    const [line, ownLine] = [lineAt(this.lines, open), lineAt(this.lines, this.at)];
    if (line === ownLine) return false;
    const indent = this.indentOf(ownLine);
    return this.lines[ownLine]! + indent === this.at && indent <= this.indentOf(line);
  }

  private startsMember(): boolean {
    return this.startsWord || this.ch === '"';
  }

  private indentOf(line: number): number {
    const start = this.lines[line]!;
    let at = start;
    while (at < start + 500 && (this.text[at] === ' ' || this.text[at] === '\t')) at++;
    return at - start;
  }

  /** Where a text in quotes ends, after its closing quote; undefined where it has none. */
  protected endOfQuoted(from: number, depth = 0): number | undefined {
    for (let i = from + 1; i < this.text.length; ) {
      const ch = this.text[i]!;
      if (ch === '"') return i + 1;
      if (ch === '\n' || (ch === '\\' && this.text[i + 1] === '\n')) return undefined;
      if (ch === '\\') i += 2;
      else if ((ch === '$' || ch === '%') && this.text[i + 1] === ch && this.text[i + 2] === '{') i += 3;
      else if ((ch === '$' || ch === '%') && this.text[i + 1] === '{') {
        const end = this.endOfInterpolation(i + 2, depth + 1);
        if (end === undefined) return undefined;
        i = end;
      } else i++;
    }
    return undefined;
  }

  private endOfInterpolation(from: number, depth: number): number | undefined {
    if (depth > MAX_NESTING) return undefined;
    let braces = 0;
    let limit = this.text.length;
    for (let i = from; i < limit; ) {
      const ch = this.text[i]!;
      if (ch === '"') {
        const end = this.endOfQuoted(i, depth);
        if (end === undefined) return undefined;
        i = end;
        continue;
      }
      if (ch === '}' && braces-- === 0) return i + 1;
      if (ch === '{') braces++;
      if (ch === '\n') {
        // One that is being typed must not take the next members for its own.
        if (this.searches <= 0 || this.isMemberAt(i + 1)) return undefined;
        limit = Math.min(limit, from + MAX_INTERPOLATION);
      }
      i++;
    }
    this.searches--;
    return undefined;
  }

  /** Passes a text in quotes; one that is not closed ends with its line. */
  protected passQuoted(): boolean {
    const end = this.endOfQuoted(this.at);
    if (end === undefined) {
      const start = this.at;
      this.passLine();
      if (this.text[this.at - 1] === '\r') this.at--;
      this.problem(start, this.at - start, 'This text has no closing quote.');
      return false;
    }
    this.at = end;
    return true;
  }

  /** Passes a heredoc; undefined where none begins here. */
  protected passHeredoc(): HeredocSpan | undefined {
    const offset = this.at;
    const head = /^<<-?([A-Za-z_][\w-]{0,100})[ \t]*\r?\n/.exec(this.text.slice(offset, offset + 200));
    if (!head) return undefined;
    const from = offset + head[0].length;
    const close = this.wordLine(head[1]!, from);
    const closed = close !== undefined;
    if (!closed) this.problem(offset, head[0].trimEnd().length, `This text is never closed by \`${head[1]}\`.`);
    const to = close ?? (this.repairs ? from - 1 : this.text.length);
    const end = closed ? this.text.indexOf(head[1]!, close) + head[1]!.length : to;
    this.at = end;
    return { offset, length: end - offset, content: { offset: from, length: Math.max(0, to - from) }, closed };
  }

  /** Where the next line begins, from an offset on, that is this word. */
  private wordLine(word: string, from: number): number | undefined {
    if (!this.words) {
      this.words = new Map();
      const pattern = /^[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?$/;
      this.lines.forEach((start, i) => {
        const end = this.lines[i + 1] ?? this.text.length + 1;
        const found = end - start < 300 ? pattern.exec(this.text.slice(start, end - 1))?.[1] : undefined;
        if (found === undefined) return;
        const places = this.words!.get(found);
        if (places) places.push(start);
        else this.words!.set(found, [start]);
      });
    }
    const places = this.words.get(word);
    if (!places) return undefined;
    const last = lineAt(places, from);
    return places[last]! >= from ? places[last] : places[last + 1];
  }

  /** Passes everything from an opening bracket to the one that closes it. */
  protected passBrackets(): boolean {
    const open = this.at;
    const wanted = [CLOSING[this.ch]!];
    this.at++;
    return this.passTo(wanted, open);
  }

  /** Passes everything up to and with the last of these closing brackets. */
  protected passTo(wanted: string[], open: number): boolean {
    while (!this.isAtEnd) {
      const { ch } = this;
      if (CLOSING[ch]) wanted.push(CLOSING[ch]!);
      else if (ch === wanted[wanted.length - 1]) {
        wanted.pop();
        if (wanted.length === 0) {
          this.at++;
          return true;
        }
      } else if (ch === ')' || ch === ']' || ch === '}') break;
      else if (ch === '"') {
        this.passQuoted();
        continue;
      } else if (ch === '<' && this.passHeredoc()) continue;
      else if (ch === '#' || ch === '/' || ch === ' ' || ch === '\n') {
        const before = this.at;
        this.skip(true);
        if (this.isOutdented(open)) {
          this.at = before;
          break;
        }
        if (this.at > before) continue;
      }
      this.at++;
    }
    this.problem(open, 1, `This \`${this.text[open]}\` is never closed.`);
    return false;
  }
}
