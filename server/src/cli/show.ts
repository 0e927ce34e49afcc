/** Makes text safe to print. {@link Output} accepts only the type that these functions return. */
import { visible, visibleByNumber, visibleLines } from '../model/visible.ts';

declare const printable: unique symbol;

/**
 * Text that has no effect wherever it is printed. {@link shown} makes it from file contents, names and system messages.
 */
export type Printable = string & { readonly [printable]: true };

/** Text on one line, with control characters replaced by visible signs. */
export function shown(text: string): Printable {
  return visible(text) as Printable;
}

/** The same for text of several lines; line breaks are kept. */
export function shownLines(text: string): Printable {
  return visibleLines(text) as Printable;
}

/** A template that accepts only printable values, so that nothing else can slip in. */
export function line(texts: TemplateStringsArray, ...values: readonly (Printable | number)[]): Printable {
  return String.raw({ raw: texts }, ...values) as Printable;
}

/** Joins pieces of printable text. */
export function joined(pieces: readonly Printable[], between: '' | ',' | '\n' | '\n\n'): Printable {
  return pieces.join(between) as Printable;
}

/**
 * A file's name at the start of a line. If a build server would take it for a command, it is preceded by its folder.
 */
export function shownName(file: string): Printable {
  const name = visible(file);
  return (/^\s*::/.test(name) ? `./${name}` : name) as Printable;
}

/**
 * A value as JSON, with escapes for control characters and for anything that build servers would obey.
 * @param margin is put before each line
 */
export function json(value: unknown, margin = ''): Printable {
  const text = JSON.stringify(value, null, 2);
  return visibleByNumber(margin + text.replaceAll('\n', `\n${margin}`), byNumber) as Printable;
}

/** The same as {@link json}, on one line. */
export function compactJson(value: unknown): Printable {
  return visibleByNumber(JSON.stringify(value), byNumber) as Printable;
}

function byNumber(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text for XML 1.0, as content or in an attribute. Characters that XML cannot hold become replacement characters. */
export function xml(text: string): Printable {
  const escaped = wellFormed(text)
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    // These are surrogate pairs: escaped by number, each would become two characters.
    .replaceAll(/[\u{E0000}-\u{E007F}]/gu, '\uFFFD');
  return visibleByNumber(escaped, (code) => `&#${code};`) as Printable;
}

/** Text as the value of a GitHub Actions workflow command: it stays on one line and cannot end the command. */
export function commandData(text: string): Printable {
  return visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')) as Printable;
}

/** Text as a property of a workflow command. */
export function commandProperty(text: string): Printable {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C') as Printable;
}

/** Replaces lone surrogates, for formats that cannot hold them. */
export function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** A number with its noun: `1 file`, `2 files`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
