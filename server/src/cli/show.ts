/** How text from files and file names is shown, so that it stays text wherever it is printed. */

/** Characters that would do something in a terminal: controls, and marks that turn the direction of writing. */
const ACTIVE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** Text on one line with every control character as a visible sign, as wide as before. */
export function visible(text: string): string {
  return text.replaceAll(ACTIVE, (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\uFFFD';
  });
}

/** A file's name at the beginning of a line: no control characters, and nothing that a build server takes for a command. */
export function visibleName(file: string): string {
  const name = visible(file);
  return /^\s*(?:::|##\[)/.test(name) ? `./${name}` : name;
}

/** Text without halves of surrogate pairs, for formats that cannot hold them. */
export function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
}

/** A number with its word: `1 file`, `2 files`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
