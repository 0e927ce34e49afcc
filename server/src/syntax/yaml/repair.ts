import type { Span } from '../node.ts';

/** So far up a quote is looked for that is not closed. */
const MOST_LINES_UP = 200;

/**
 * The lines that may be the one that is being typed, where an error is: its own, the one before, as an open bracket is noticed
 * on the next, and the last one with a quote that nothing closes.
 */
export function halfTypedLines(text: string, error: number): Span[] {
  const own = lineAround(text, Math.min(error, text.length));
  const lines = [own];
  const before = previous(text, own);
  if (before) lines.push(before);
  const quote = openQuote(text, own);
  if (quote && !lines.some(({ offset }) => offset === quote.offset)) lines.push(quote);
  return lines.filter(({ offset, length }) => text.slice(offset, offset + length).trim() !== '');
}

function lineAround(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  let end = found < 0 ? text.length : found;
  if (text[end - 1] === '\r' && end > start) end--;
  return { offset: start, length: end - start };
}

/** The line before that is not blank. */
function previous(text: string, { offset }: Span): Span | undefined {
  let start = offset;
  while (start > 0) {
    const line = lineAround(text, start - 1);
    if (text.slice(line.offset, line.offset + line.length).trim() !== '') return line;
    start = line.offset;
  }
  return undefined;
}

function openQuote(text: string, from: Span): Span | undefined {
  let line: Span | undefined = from;
  for (let i = 0; line && i < MOST_LINES_UP; i++) {
    const content = text.slice(line.offset, line.offset + line.length);
    if (/(?:^|[\s[{,])(["'])(?:(?!\1).)*$/.test(content) && isOdd(content)) return line;
    line = line.offset > 0 ? lineAround(text, line.offset - 1) : undefined;
  }
  return undefined;
}

function isOdd(line: string): boolean {
  const count = (quote: string) => line.split(quote).length - 1;
  return count('"') % 2 === 1 || count("'") % 2 === 1;
}
