/**
 * What plain scalars mean. YAML 1.1, by which CloudFormation reads, and YAML 1.2 differ, and a number loses its notation on
 * the way: `3.10` becomes `3.1`. So a plain scalar counts only where all of them agree.
 * Sources: the core schema of YAML 1.2.2 (10.3.2) and the types of YAML 1.1 (yaml.org/type), checked 2026-11-28.
 */

/** A number in either version. */
const NUMBER = new RegExp(
  `^(?:${[
    String.raw`[-+]?\d[\d_]*`,
    '[-+]?0b[01_]+',
    '[-+]?0o[0-7]+',
    String.raw`[-+]?0x[\dA-Fa-f_]+`,
    String.raw`[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?`,
    String.raw`[-+]?\d[\d_]*[eE][-+]?\d+`,
    // A number to the base of 60 in YAML 1.1, such as a time.
    String.raw`[-+]?[1-9][\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?`,
    String.raw`[-+]?\.(?:inf|Inf|INF)`,
    String.raw`\.(?:nan|NaN|NAN)`,
  ].join('|')})$`,
);

/** What YAML 1.1 reads as booleans; of these, 1.2 knows only those of `true` and `false`. */
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;

/** `y` and `n` are booleans by the text of YAML 1.1, though few readers take them so. */
const WORD = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;

/** What a plain scalar is worth; `unsure` where its text is not what becomes of it everywhere. */
export type Plain =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'null' }
  | { readonly is: 'text' }
  | { readonly is: 'unsure' };

/** What a plain scalar is. @param source as it is written */
export function plainScalar(source: string): Plain {
  // The core schema of 1.2 has these three spellings too.
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(source)) return { is: 'boolean', value: /^t/i.test(source) };
  if (/^(?:~|null|Null|NULL|)$/.test(source)) return { is: 'null' };
  if (!NUMBER.test(source)) return { is: BOOLEAN.test(source) ? 'unsure' : 'text' };
  const value = Number(source);
  return String(value) === source && Number.isFinite(value) ? { is: 'number', value } : { is: 'unsure' };
}

/** The boolean that YAML 1.1 makes of a plain scalar; undefined if it makes none. */
export function booleanIn11(source: string): boolean | undefined {
  return BOOLEAN.test(source) ? /^(?:t|y|on)/i.test(source) : undefined;
}

/** Whether a text may be written without quotes, wherever it stands. */
export function isPlainSafe(text: string): boolean {
  return /^[A-Za-z_/][\w ./+:@=-]*$/.test(text) && !/: |:$| $/.test(text) && !WORD.test(text);
}
