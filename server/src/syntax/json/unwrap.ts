import type { SourceDocument } from '../document.ts';
import { endOf, type PropertyNode, type Span } from '../node.ts';

/**
 * The spans to cut so that an object's members take the place of the member that holds it. Their text, comments and
 * order stay; lines are unindented to the level of that member.
 */
export function cutsOfUnwrap(document: SourceDocument, property: PropertyNode): Span[] {
  const { text } = document;
  const object = property.value;
  const first = object?.kind === 'object' ? object.properties[0] : undefined;
  if (!object || !first) return [];
  const start = skipSpace(text, object.offset + 1);
  const end = endOf(object);
  const edits = [cut(property.offset, start)];
  const from = indentOf(text, first.offset);
  const to = indentOf(text, property.offset);
  if (from !== undefined && to !== undefined && from !== to && from.startsWith(to)) {
    for (let line = text.indexOf('\n', start); line >= 0 && line < end; line = text.indexOf('\n', line + 1)) {
      if (text.startsWith(from, line + 1)) edits.push(cut(line + 1, line + 1 + from.length - to.length));
    }
  }
  // The closing bracket is cut together with the space before it, or after it if the object ends on the same line.
  const next = skipSpace(text, end);
  const before = text.slice(start, end - 1).trimEnd().length + start;
  const endsInComment = document.comments.some((comment) => endOf(comment) === before);
  if (endsInComment && text[next] === ',') edits.push(cut(end - 1, end));
  else if (text[next] === ',' || text.slice(end, next).includes('\n')) edits.push(cut(before, end));
  else edits.push(cut(end - 1, next));
  return edits;
}

function cut(start: number, end: number): Span {
  return { offset: start, length: end - start };
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

/** The indentation of whatever comes first on its line; undefined if something precedes it. */
function indentOf(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return line.trim() === '' ? line : undefined;
}
