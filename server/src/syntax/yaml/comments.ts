import { endOf, type Span } from '../node.ts';

/** The comments of a stretch that was read: what begins with `#` between its keys and scalars. */
export function commentsBetween(text: string, span: Span, leaves: readonly Span[]): Span[] {
  const comments: Span[] = [];
  const sorted = [...leaves].sort((a, b) => a.offset - b.offset);
  let at = span.offset;
  for (const leaf of [...sorted, { offset: endOf(span), length: 0 }]) {
    if (leaf.offset > at) collect(text, at, leaf.offset, comments);
    at = Math.max(at, endOf(leaf));
  }
  return comments;
}

function collect(text: string, from: number, to: number, comments: Span[]): void {
  for (let at = text.indexOf('#', from); at >= 0 && at < to; at = text.indexOf('#', at)) {
    const isComment = at === 0 || /\s/.test(text[at - 1]!);
    const end = isComment ? lineEndAt(text, at) : at + 1;
    if (isComment) comments.push({ offset: at, length: end - at });
    at = end;
  }
}

/** Lines that are nothing but a comment, in a stretch that is not read. */
export function commentsOfLines(text: string, { offset, length }: Span): Span[] {
  const comments: Span[] = [];
  const line = /^[ \t]*(#[^\r\n]*)/gm;
  line.lastIndex = offset;
  for (let found = line.exec(text); found && found.index < offset + length; found = line.exec(text)) {
    const comment = found[1]!;
    comments.push({ offset: found.index + found[0].length - comment.length, length: comment.length });
  }
  return comments;
}

/** Where the line that an offset is in ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}
