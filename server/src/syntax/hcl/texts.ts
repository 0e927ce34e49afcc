const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * The text that is between quotes, with escapes resolved. Interpolations stay as they are written, and so does `$${`, so that
 * the text can be written back as it was.
 */
export function resolveEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(/\\(?:u([0-9a-fA-F]{4})|U00([0-9a-fA-F]{6})|(.))/g, (whole, short, long, ch) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    return ESCAPES[ch] ?? whole;
  });
}
