import type { SourceDocument } from './document.ts';
import type { WriteMode } from './edit.ts';
import type { ArrayNode } from './node.ts';

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

/** The longest line that a new item may make. */
const MOST_COLUMNS = 120;

/** Whether a list has objects or lists as items, each of them on one line. */
export function hasFlatItems({ items }: ArrayNode, text: string): boolean {
  const structures = items.filter(({ kind }) => kind === 'object' || kind === 'array');
  return (
    structures.length > 0 &&
    structures.every(({ offset, length }) => !text.slice(offset, offset + length).includes('\n'))
  );
}

/** The way to write a new item that is like its neighbours: on one line if they are, unless the line gets too long. */
export function likeNeighbours(
  isFlat: boolean,
  indent: string,
  mode: WriteMode,
  flat: () => string,
  usual: () => string,
): string {
  const written = isFlat ? flat() : undefined;
  return written !== undefined && indent.length + widthOf(written, mode) <= MOST_COLUMNS ? written : usual();
}

/** How long a text is once it is inserted: of a place to fill in, only its preset counts. */
function widthOf(text: string, mode: WriteMode): number {
  if (mode === 'plain') return text.length;
  return text.replaceAll(
    /\$\{\d+(?::((?:\\.|[^\\}])*)|\|([^,|]*)[^|]*\|)?\}|\\([\\$}])/g,
    (_, preset?: string, choice?: string, escaped?: string) =>
      escaped ?? choice ?? (preset ?? '').replaceAll(/\\([\\$}])/g, '$1'),
  ).length;
}
