import type { SourceDocument } from '../syntax/document.ts';
import type { Span, SyntaxNode } from '../syntax/node.ts';

/** Printed in place of a value. */
const HIDDEN = '…';
/** Shorter values are often words such as "web", which also occur outside the environment. */
const TELLING = 6;
/** The number of characters that give a value away if a message or a fix contains only part of it. */
const PIECE = 12;
const PIECE_OF_EDIT = 8;
/** The least characters that count as the beginning of a value if a message is cut inside it. */
const BEGINNING = 3;
/**
 * A longer value is not cut into pieces, and nothing is quoted beside it. ECS accepts task definitions of 64 KB at most, so
 * it comes from a broken file.
 */
const MOST_OF_A_VALUE = 64 * 1024;

/** The parts that give values away: each as long as a piece, or a whole value that is shorter. */
interface Telltales {
  readonly parts: ReadonlySet<string>;
  /** The lengths that parts have. */
  readonly lengths: readonly number[];
}

/**
 * The values of a document's environment variables. They may be secrets, so findings leave them out where anyone but
 * the author may read them. Whatever the shape of the variables, every value below a member called `environment`
 * counts.
 */
export class PrivateValues {
  private readonly environments: Span[] = [];
  private readonly values = new Set<string>();
  private isTooLong = false;
  /** By the length of a piece. */
  private readonly telltales = new Map<number, Telltales>();
  private beginnings: ReadonlySet<string> | undefined;
  private readonly open = new Map<string, boolean>();
  private readonly elsewhere = new Set<string>();

  constructor(private readonly document: SourceDocument) {
    const open: { node: SyntaxNode; inside: boolean }[] = document.root ? [{ node: document.root, inside: false }] : [];
    for (let next = open.pop(); next; next = open.pop()) this.visit(next.node, next.inside, open);
    // What the file also shows elsewhere is not a secret.
    for (const value of this.elsewhere) this.values.delete(value);
  }

  private visit(node: SyntaxNode, inside: boolean, open: { node: SyntaxNode; inside: boolean }[]): void {
    switch (node.kind) {
      case 'object':
        for (const property of node.properties) open.push({ node: property, inside });
        return;
      case 'array':
        for (const item of node.items) open.push({ node: item, inside });
        return;
      case 'property': {
        const key = node.key.value;
        this.elsewhere.add(key);
        if (!node.value) return;
        const starts = !inside && /^env(?:ironments?|s)?$/i.test(key);
        if (starts) this.environments.push(node);
        // A variable's name is not a value.
        open.push({ node: node.value, inside: (inside || starts) && !/^name$/i.test(key) });
        return;
      }
      case 'string':
      case 'number':
      case 'boolean':
        this.take(String(node.value), inside);
        return;
      default:
        this.take(this.document.text.slice(node.offset, node.offset + node.length), inside);
    }
  }

  private take(value: string, inside: boolean): void {
    if (!inside) this.elsewhere.add(value);
    else if (value.length > MOST_OF_A_VALUE) this.isTooLong = true;
    else if (value !== '') {
      this.values.add(value);
      // A variable in Docker's NAME=VALUE form.
      const equals = value.indexOf('=');
      if (equals > 0 && equals < value.length - 1) this.values.add(value.slice(equals + 1));
    }
  }

  /** A text about a place in the document, with the values hidden. */
  hide(text: string, at: Span): string {
    let shown = '';
    let done = 0;
    for (const { from, to } of this.runs(text, PIECE)) {
      shown += text.slice(done, from) + HIDDEN;
      done = to;
    }
    shown += text.slice(done);
    if (this.isNear(at)) shown = this.withoutQuoted(shown);
    return this.withoutBeginnings(shown);
  }

  /** Whether a text that is to be written at a place gives a value away. */
  isIn(text: string, at: Span): boolean {
    const near = this.isNear(at);
    return this.runs(text, near ? PIECE_OF_EDIT : PIECE).length > 0 || (near && this.hasWord(text));
  }

  private isNear({ offset, length }: Span): boolean {
    return this.environments.some((span) => span.offset <= offset + length && offset <= span.offset + span.length);
  }

  /** The parts of a text that are in a value: the whole value, or a piece of at least the given length. */
  private runs(text: string, piece: number): { from: number; to: number }[] {
    if (this.isTooLong) return text === '' ? [] : [{ from: 0, to: text.length }];
    const { parts, lengths } = this.telltalesOf(piece);
    const found: { from: number; to: number }[] = [];
    if (parts.size === 0) return found;
    for (let from = 0; from < text.length; ) {
      let to = from;
      for (let at = from; at === from || at < to; at++)
        for (const length of lengths)
          if (at + length > to && at + length <= text.length && parts.has(text.slice(at, at + length)))
            to = at + length;
      if (to > from && !this.isOpen(text.slice(from, to))) found.push({ from, to });
      from = Math.max(to, from + 1);
    }
    return found;
  }

  /** Looked up rather than searched for, so that many values cost no more than few. */
  private telltalesOf(piece: number): Telltales {
    let known = this.telltales.get(piece);
    if (!known) {
      const parts = new Set<string>();
      const lengths = new Set<number>();
      for (const value of this.values) {
        if (value.length < TELLING) continue;
        const length = Math.min(piece, value.length);
        lengths.add(length);
        for (let at = 0; at + length <= value.length; at++) parts.add(value.slice(at, at + length));
      }
      known = { parts, lengths: [...lengths] };
      this.telltales.set(piece, known);
    }
    return known;
  }

  /** Whether a part of a text also occurs outside the environment, and holds no whole value. */
  private isOpen(part: string): boolean {
    let known = this.open.get(part);
    if (known === undefined) {
      known =
        [...this.elsewhere].some((text) => text.includes(part)) &&
        ![...this.values].some((value) => value.length >= TELLING && part.includes(value));
      this.open.set(part, known);
    }
    return known;
  }

  /** A text without the short values that it quotes. */
  private withoutQuoted(text: string): string {
    let shown = '';
    for (let at = 0; at < text.length; ) {
      const end = text[at] === '"' ? this.shortValueAt(text, at + 1, (next) => next === '"') : undefined;
      shown += end === undefined ? text[at] : `"${HIDDEN}"`;
      at = end === undefined ? at + 1 : end + 1;
    }
    return shown;
  }

  /** Whether a short value is in a text as a word of its own. */
  private hasWord(text: string): boolean {
    const isWord = (sign: string | undefined) => sign !== undefined && /\w/.test(sign);
    for (let at = 0; at < text.length; at++)
      if (!isWord(text[at - 1]) && this.shortValueAt(text, at, (next) => !isWord(next)) !== undefined) return true;
    return false;
  }

  /** Where a short value ends that begins at an offset; undefined if none does, or none that such a sign follows. */
  private shortValueAt(
    text: string,
    at: number,
    isFollowed: (sign: string | undefined) => boolean,
  ): number | undefined {
    for (let length = 1; length < TELLING && at + length <= text.length; length++)
      if (isFollowed(text[at + length]) && this.values.has(text.slice(at, at + length))) return at + length;
    return undefined;
  }

  /** A text without the beginnings of values, where it was cut inside one. */
  private withoutBeginnings(text: string): string {
    let shown = '';
    let done = 0;
    for (let cut = text.indexOf(HIDDEN); cut >= 0; cut = text.indexOf(HIDDEN, cut + 1)) {
      this.beginnings ??= beginningsOf(this.values);
      for (let length = Math.min(PIECE, cut - done); length >= BEGINNING; length--) {
        if (!this.beginnings.has(text.slice(cut - length, cut))) continue;
        shown += text.slice(done, cut - length) + HIDDEN;
        done = cut + 1;
        break;
      }
    }
    return shown + text.slice(done);
  }
}

function beginningsOf(values: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const value of values)
    for (let length = BEGINNING; length <= Math.min(PIECE, value.length); length++) found.add(value.slice(0, length));
  return found;
}
