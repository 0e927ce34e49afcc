import { closingOf } from '../placeholder.ts';

/** The maximum number of lines searched for the ends of strings, in total. */
const MOST_LINES = 20_000;

/** A typical line of JSON: a member, an item or brackets. */
const JSON_LINE = /^\s*(?:"(?:[^"\\]|\\.)*"\s*(?::|,?\s*$)|[{}[\]][\s{}[\],]*$)/;
/** The same for a list with an object on each line. */
const JSON_LINE_OF_OBJECTS = new RegExp(`${JSON_LINE.source}|^\\s*[{}[\\]][\\s{}[\\],]*"`);

/** Placeholders that may contain quotes. */
const CUT_BY_QUOTES = [
  ['${', '}'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['#{', '}'],
  ['$(', ')'],
  ['{%', '%}'],
  ['%{', '}'],
] as const;
/** What each of them begins with. Hardly any text has it, and all are asked. */
const MAY_BE_CUT = /[{(%]/;

/**
 * Finds the ends of strings that JSON does not allow: those that span several lines or contain a placeholder with
 * quotes.
 */
export class TextEnds {
  private linesSearched = 0;

  constructor(private readonly text: string) {}

  /**
   * Where a string ends that spans several lines, which JSON does not allow; undefined if it merely lacks its closing
   * quote.
   * The lines in between must not look like JSON, and JSON must continue after the end.
   */
  overLines(from: number, inObject: boolean): number | undefined {
    const isLine = inObject ? JSON_LINE_OF_OBJECTS : JSON_LINE;
    let start = this.text.indexOf('\n', from);
    while (start >= 0 && this.linesSearched++ < MOST_LINES) {
      const next = this.text.indexOf('\n', start + 1);
      const line = this.text.slice(start + 1, next < 0 ? undefined : next);
      if (isLine.test(line)) return undefined;
      const quote = line.lastIndexOf('"');
      if (
        quote >= 0 &&
        /^[\s\]},]*$/.test(line.slice(quote + 1)) &&
        (next < 0 || isLine.test(this.text.slice(next + 1, next + 500).split('\n', 1)[0]!))
      )
        return start + 1 + quote + 1;
      start = next;
    }
    return undefined;
  }

  /** The real end of a string with placeholders that contain quotes of their own, such as `"${x != "" ? x : y}"`. */
  behindPlaceholder(offset: number, end: number): number | undefined {
    let from = offset + 1;
    let quote = end;
    for (let closed = this.closedBehind(from, quote); closed !== undefined; closed = this.closedBehind(from, quote)) {
      const rest = /^[^"\n]*"/.exec(this.text.slice(closed, closed + 1000));
      if (!rest) return undefined;
      from = closed;
      quote = closed + rest[0].length;
    }
    return quote === end ? undefined : quote;
  }

  /** Where a placeholder ends that a quote cuts in two; undefined if there is none. */
  private closedBehind(from: number, quote: number): number | undefined {
    const token = this.text.slice(from, quote);
    if (!MAY_BE_CUT.test(token)) return undefined;
    for (const [open, close] of CUT_BY_QUOTES) {
      const at = token.lastIndexOf(open);
      if (at < 0 || token.includes(close, at)) continue;
      const closed = closingOf(this.text, from + at + open.length, close);
      if (closed !== undefined) return closed;
    }
    return undefined;
  }
}
