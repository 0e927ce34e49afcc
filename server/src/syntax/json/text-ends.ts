import { closingOf } from '../placeholder.ts';

/** How many lines are looked through for the ends of texts in all. */
const MOST_LINES = 20_000;

/** A line that JSON has, written as most people write it: a member, an item or brackets. */
const JSON_LINE = /^\s*(?:"(?:[^"\\]|\\.)*"\s*(?::|,?\s*$)|[{}[\]][\s{}[\],]*$)/;
/** The same where objects stand in a list, each on its line. */
const JSON_LINE_OF_OBJECTS = new RegExp(`${JSON_LINE.source}|^\\s*[{}[\\]][\\s{}[\\],]*"`);

/** Placeholders that may have quotes in them. */
const CUT_BY_QUOTES = [
  ['${', '}'],
  ['{{', '}}'],
  ['<%', '%>'],
  ['#{', '}'],
  ['$(', ')'],
  ['{%', '%}'],
  ['%{', '}'],
] as const;

/** Where texts end that JSON does not let end there: over several lines, or behind a placeholder with quotes in it. */
export class TextEnds {
  private linesSearched = 0;

  constructor(private readonly text: string) {}

  /**
   * Where a text ends that goes over several lines, as no text of JSON may; undefined where only its closing quote is missing.
   * The lines between are those of no JSON, and behind its end JSON goes on.
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

  /** A quoted value with placeholders that have quotes of their own in them, such as `"${x != "" ? x : y}"`: its real end. */
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

  /** Where the placeholder ends that is cut by a quote; undefined where none is. */
  private closedBehind(from: number, quote: number): number | undefined {
    const token = this.text.slice(from, quote);
    for (const [open, close] of CUT_BY_QUOTES) {
      const at = token.lastIndexOf(open);
      if (at < 0 || token.includes(close, at)) continue;
      const closed = closingOf(this.text, from + at + open.length, close);
      if (closed !== undefined) return closed;
    }
    return undefined;
  }
}
