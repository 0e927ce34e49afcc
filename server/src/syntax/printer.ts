import type { WriteMode } from './edit.ts';
import { Ask, type Words } from './value.ts';

/** How lines are formatted. */
export interface LineStyle {
  readonly eol: string;
  /** The indentation of one level. */
  readonly unit: string;
}

/**
 * What the printers of all languages share: they write what is to be filled in as tab stops of a snippet, numbered
 * across all values that the same printer writes.
 */
export abstract class Printer {
  private readonly stops = new Map<Ask, number>();

  constructor(protected readonly mode: WriteMode) {}

  /** A text as it is written between double quotes. */
  protected abstract inQuotes(text: string): string;

  /** What is to be filled in, without quotes. */
  protected stop(ask: Ask): string {
    const { preset, choices } = ask;
    const text = typeof preset === 'string' ? this.inQuotes(preset) : String(preset);
    if (this.mode === 'plain') return text;
    const number = this.stops.get(ask) ?? this.stops.size + 1;
    this.stops.set(ask, number);
    if (choices.length > 0) return `\${${number}|${choices.join(',')}|}`;
    return text === '' ? `\${${number}}` : `\${${number}:${this.escape(text).replaceAll('}', '\\}')}}`;
  }

  /** A text with something to fill in, in double quotes. */
  protected words({ parts }: Words): string {
    return `"${parts.map((part) => (part instanceof Ask ? this.stop(part) : this.escape(this.inQuotes(part)))).join('')}"`;
  }

  protected escape(text: string): string {
    return this.mode === 'snippet' ? text.replaceAll('\\', '\\\\').replaceAll('$', '\\$') : text;
  }
}
