import { endOf, type Span } from '../node.ts';

/**
 * The comments of a stretch that was read: what begins with `#` between its keys and scalars.
 * @param leaves the keys and scalars, in text order
 */
export function commentsBetween(text: string, span: Span, leaves: readonly Span[]): Span[] {
  // Only the stretch itself is searched: a search that finds nothing would go on to the end of the text, for every stretch.
  const part = text.slice(span.offset, endOf(span));
  const comments: Span[] = [];
  let next = 0;
  for (let at = part.indexOf('#'); at >= 0; at = part.indexOf('#', at)) {
    const offset = span.offset + at;
    while (next < leaves.length && endOf(leaves[next]!) <= offset) next++;
    const leaf = leaves[next];
    if (leaf && leaf.offset <= offset) {
      at = endOf(leaf) - span.offset;
      continue;
    }
    const isComment = offset === 0 || /\s/.test(text[offset - 1]!);
    const end = isComment ? lineEndAt(part, at) : at + 1;
    if (isComment) comments.push({ offset, length: end - at });
    at = end;
  }
  return comments;
}

/** Lines that are nothing but a comment, in a stretch that is not read. It begins and ends where lines do. */
export function commentsOfLines(text: string, { offset, length }: Span): Span[] {
  const comments: Span[] = [];
  for (const found of text.slice(offset, offset + length).matchAll(/^[ \t]*(#[^\r\n]*)/gm)) {
    const comment = found[1]!;
    comments.push({ offset: offset + found.index + found[0].length - comment.length, length: comment.length });
  }
  return comments;
}

/** Where the line that an offset is in ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}
