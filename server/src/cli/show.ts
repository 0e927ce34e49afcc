/** How text is made ready to be printed. What {@link Output} prints has gone through here: the type says so. */
import { visible, visibleByNumber } from '../model/visible.ts';

declare const printable: unique symbol;

/** Text that is only read, wherever it is printed. Text from files, names and systems becomes it by {@link shown}. */
export type Printable = string & { readonly [printable]: true };

/** Text on one line with everything that would do something as a visible sign. */
export function shown(text: string): Printable {
  return visible(text) as Printable;
}

/** Text of several lines; line breaks stay. */
export function shownLines(text: string): Printable {
  return joined(text.split('\n').map(shown), '\n');
}

/** A template whose values are printable: text that is not cannot be put in. */
export function line(texts: TemplateStringsArray, ...values: readonly (Printable | number)[]): Printable {
  return String.raw({ raw: texts }, ...values) as Printable;
}

/** Pieces one after the other. */
export function joined(pieces: readonly Printable[], between: '' | ',' | '\n' | '\n\n'): Printable {
  return pieces.join(between) as Printable;
}

/** A file's name at the beginning of a line: one that a build server would take for a command begins with its folder. */
export function shownName(file: string): Printable {
  const name = visible(file);
  return (/^\s*::/.test(name) ? `./${name}` : name) as Printable;
}

/**
 * A value as JSON in which control characters, and what build servers would obey, are written as escapes.
 * @param margin stands before each line
 */
export function json(value: unknown, margin = ''): Printable {
  const text = JSON.stringify(value, null, 2);
  return visibleByNumber(margin + text.replaceAll('\n', `\n${margin}`), byNumber) as Printable;
}

/** The same on one line. */
export function compactJson(value: unknown): Printable {
  return visibleByNumber(JSON.stringify(value), byNumber) as Printable;
}

function byNumber(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text in XML 1.0, as content or as an attribute. What XML cannot hold becomes a replacement character. */
export function xml(text: string): Printable {
  const escaped = wellFormed(text)
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    // A pair of surrogates is one character, which two numbers would not be.
    .replaceAll(/[\u{E0000}-\u{E007F}]/gu, '\uFFFD');
  return visibleByNumber(escaped, (code) => `&#${code};`) as Printable;
}

/** Text as the value of a workflow command of GitHub Actions: it stays on its line and ends no command. */
export function commandData(text: string): Printable {
  return visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')) as Printable;
}

/** Text as a property of a workflow command. */
export function commandProperty(text: string): Printable {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C') as Printable;
}

/** Text without halves of surrogate pairs, for formats that cannot hold them. */
export function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** A number with its word: `1 file`, `2 files`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
