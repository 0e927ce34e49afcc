import type { SourceDocument } from './document.ts';

/** How a document is formatted. */
export interface Style {
  readonly eol: string;
  /** The indentation of one level. */
  readonly unit: string;
  /** The offsets of the line starts. */
  readonly lines: readonly number[];
}

const STYLES = new WeakMap<SourceDocument, Style>();

/** The style of a document, determined only once, as a large document may need thousands of fixes written. */
export function styleOf(document: SourceDocument): Style {
  let style = STYLES.get(document);
  if (!style) {
    const { text } = document;
    style = { eol: text.includes('\r\n') ? '\r\n' : '\n', unit: indentUnit(text), lines: lineStarts(text) };
    STYLES.set(document, style);
  }
  return style;
}

/** The offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The number of the line that contains an offset, counted from 0. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** A tab, or as many spaces as the first indented line has. */
function indentUnit(text: string): string {
  const match = /\n([ \t]+)\S/.exec(text);
  if (!match) return '  ';
  return match[1]!.startsWith('\t') ? '\t' : match[1]!;
}
