import { SourceDocument } from '../document.ts';
import type { WriteMode } from '../edit.ts';
import type { Layout, WritingPlace, Written } from '../language.ts';
import { endOf } from '../node.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { JsonPrinter } from './print.ts';
import { readJson } from './read.ts';

/** A place in JSON, with the punctuation needed around whatever is written there. */
class JsonPlace implements WritingPlace {
  readonly isReadAlready = true;
  readonly span;
  readonly word;
  readonly quoted;
  readonly hasValue;
  readonly also;
  /** What has to follow. */
  readonly behind: string;
  /** What has to come before. */
  readonly before: string;

  constructor(
    private readonly document: SourceDocument,
    readonly kind: WritingPlace['kind'],
    cursor: Cursor,
  ) {
    const { token, before, beforeEnd } = cursor;
    this.span = token;
    this.word = document.text.slice(token.offset, endOf(token));
    this.quoted = cursor.quoted;
    this.hasValue = kind === 'key' && cursor.next === ':';
    this.behind = !this.hasValue && needsCommaAfter(cursor, kind) ? (cursor.nextAdjacent ? ', ' : ',') : '';
    this.before = before === 'colon' && beforeEnd === token.offset ? ' ' : '';
    this.also = before === 'value' || before === 'key' ? { offset: beforeEnd, length: 0, newText: ',' } : undefined;
  }

  /** Replaces the half-typed word with an empty one, and adds the punctuation needed around it. */
  repaired(): { document: SourceDocument; offset: number } {
    const { span, kind, hasValue, also, behind } = this;
    const { text, language } = this.document;
    const filler = `${also ? ',' : ''}""${kind === 'key' && !hasValue ? ':null' : ''}${behind}`;
    const whole = text.slice(0, span.offset) + filler + text.slice(endOf(span));
    return { document: new SourceDocument(language, whole, readJson(whole)), offset: span.offset + (also ? 2 : 1) };
  }
}

/** What is being written at an offset of a JSON document; nothing if nothing can be suggested there. */
export function placesInJson(document: SourceDocument, offset: number): WritingPlace[] {
  const cursor = cursorAt(document, offset);
  const kind = cursor && kindAt(document.text, cursor);
  return kind ? [new JsonPlace(document, kind, cursor)] : [];
}

/** The text to insert at a place in JSON, including the punctuation needed around it. */
export function printJson(what: Written, place: WritingPlace, layout: Layout, mode: WriteMode): string {
  const printer = new JsonPrinter(layout, mode);
  const { before, behind } = place as JsonPlace;
  const { multiline, eol } = layout;
  if ('members' in what) {
    const members = Object.entries(what.members).map(([key, value]) => printer.member(key, value, '', multiline));
    return members.join(multiline ? `,${eol}` : ', ') + behind;
  }
  if (!('value' in what)) return printer.key(what.key);
  if ('key' in what) return printer.member(what.key, what.value, '', multiline) + behind;
  return before + printer.value(what.value, '', multiline) + behind;
}

/** Whether a key or a value is being written there; undefined if neither is. */
function kindAt(text: string, cursor: Cursor): WritingPlace['kind'] | undefined {
  const { inside, before, token, quoted, next, beforeEnd } = cursor;
  if (!inside) return undefined;
  const isEmpty = token.length === 0;
  if (before === 'value' || before === 'key') {
    // Nobody starts the next member directly after a complete value, except on a new line.
    const gap = text.slice(beforeEnd, token.offset);
    if (gap === '' || (isEmpty && !gap.includes('\n'))) return undefined;
  }
  if (inside === '[') return 'value';
  if (before !== 'colon') return 'key';
  // A key on the next line is not the missing value of this one.
  if (quoted && next === ':') return 'key';
  // There is a value already.
  if (isEmpty && next !== '' && !/[,}\]]/.test(next) && !cursor.keyFollows) return undefined;
  return 'value';
}

function needsCommaAfter({ inside, next, keyFollows, nextOnLaterLine }: Cursor, kind: WritingPlace['kind']): boolean {
  if (inside === '[') return /["{[\d-]/.test(next);
  if (kind === 'value') return keyFollows;
  return keyFollows || (next === '"' && nextOnLaterLine);
}
