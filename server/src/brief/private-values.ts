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
 * The values of a document's environment variables. They may be secrets, so findings leave them out where anyone but
 * the author may read them. Whatever the shape of the variables, every value below a member called `environment`
 * counts.
 */
export class PrivateValues {
  private readonly environments: Span[] = [];
  private readonly values = new Set<string>();
  private readonly elsewhere = new Set<string>();

  constructor(private readonly document: SourceDocument) {
    const open: { node: SyntaxNode; inside: boolean }[] = document.root ? [{ node: document.root, inside: false }] : [];
    for (let next = open.pop(); next; next = open.pop()) this.visit(next.node, next.inside, open);
    // What the file also shows elsewhere is no secret.
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
    else if (value !== '') {
      this.values.add(value);
      // A variable in Docker's NAME=VALUE form.
      const equals = value.indexOf('=');
      if (equals > 0 && equals < value.length - 1) this.values.add(value.slice(equals + 1));
    }
  }

  /** A text about a place in the document, with the values hidden. */
  hide(text: string, at: Span): string {
    let shown = text;
    const near = this.isNear(at);
    for (const value of this.values) {
      if (value.length >= TELLING) shown = this.withoutPieces(shown, value, PIECE);
      else if (near) shown = shown.replaceAll(`"${value}"`, `"${HIDDEN}"`);
      for (let length = Math.min(PIECE, value.length); length >= BEGINNING; length--)
        shown = shown.replaceAll(`${value.slice(0, length)}…`, HIDDEN);
    }
    return shown;
  }

  /** Whether a text that is to be written at a place gives a value away. */
  isIn(text: string, at: Span): boolean {
    const near = this.isNear(at);
    return [...this.values].some((value) =>
      value.length < TELLING
        ? near && hasWord(text, value)
        : this.withoutPieces(text, value, near ? PIECE_OF_EDIT : PIECE) !== text,
    );
  }

  private isNear({ offset, length }: Span): boolean {
    return this.environments.some((span) => span.offset <= offset + length && offset <= span.offset + span.length);
  }

  /** A text without the parts it shares with a value: the whole value, or a piece of at least the given length. */
  private withoutPieces(text: string, value: string, piece: number): string {
    const least = Math.min(piece, value.length);
    let shown = '';
    for (let at = 0; at < text.length; ) {
      let length = value.includes(text.slice(at, at + least)) && at + least <= text.length ? least : 0;
      while (length > 0 && at + length < text.length && value.includes(text.slice(at, at + length + 1))) length++;
      const found = text.slice(at, at + length);
      shown += length === 0 ? text[at] : length < value.length && this.isOpen(found) ? found : HIDDEN;
      at += length || 1;
    }
    return shown;
  }

  /** Whether a piece of a value also occurs outside the environment. */
  private isOpen(piece: string): boolean {
    return [...this.elsewhere].some((text) => text.includes(piece));
  }
}

function hasWord(text: string, value: string): boolean {
  const isWord = (sign: string | undefined) => sign !== undefined && /\w/.test(sign);
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + value.length])) return true;
  return false;
}
