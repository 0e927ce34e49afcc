/**
 * `npm run l10n`: collects the texts of the client into client/l10n/bundle.l10n.json, for translators to start from.
 * The translations are beside it; test/unit/l10n.test.ts says which are missing.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = join(ROOT, 'client/src');
/** The collected texts: the key of a translation is the English text itself. */
export const BUNDLE = join(ROOT, 'client/l10n/bundle.l10n.json');

/** A text in quotes of any kind, with nothing computed in it. */
const TEXT = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;

/** The texts of a source: what `t(…)` is called with, both sides of a condition in it, and the two of `count(…)`. */
export function textsOf(source: string): string[] {
  const found: string[] = [];
  const call = /(?<![\w$])(?:t|count)\(\s*/g;
  for (const { index, 0: start } of source.matchAll(call)) {
    const args = argumentsOf(source, index + start.length);
    const texts = start.startsWith('count') ? args.slice(1, 3) : args.slice(0, 1);
    for (const text of texts) {
      // Of a condition only what follows the question mark.
      const values = /^\s*['"]/.test(text) ? text : text.replace(/^[^?]*\?(?![.?])/s, '');
      for (const [quoted] of values.matchAll(new RegExp(TEXT, 'g'))) found.push(unquoted(quoted));
    }
  }
  return found;
}

/** The arguments of a call as they are written. */
function argumentsOf(source: string, from: number): string[] {
  const args: string[] = [''];
  for (let at = from, depth = 0; at < source.length; at++) {
    const quoted = new RegExp(TEXT, 'y');
    quoted.lastIndex = at;
    const text = quoted.exec(source)?.[0];
    if (text) {
      args[args.length - 1] += text;
      at += text.length - 1;
      continue;
    }
    const char = source[at]!;
    if ('([{'.includes(char)) depth++;
    if (')]}'.includes(char) && --depth < 0) break;
    if (char === ',' && depth === 0) args.push('');
    else args[args.length - 1] += char;
  }
  return args;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** All texts of the client, sorted, each once. */
export function clientTexts(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = files.flatMap((name) => textsOf(readFileSync(join(SOURCES, name), 'utf8')));
  return [...new Set(texts)].sort();
}

if (process.argv[1] === import.meta.filename) {
  const bundle = Object.fromEntries(clientTexts().map((text) => [text, text]));
  writeFileSync(BUNDLE, `${JSON.stringify(bundle, null, 2)}\n`);
}
