import { withoutPlaceholders } from '../syntax/placeholder.ts';

/** Ways in which people write one name again elsewhere: `DB_PASSWORD` as `db-password`. */
const STYLES: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => wordsOf(name).join('-'),
  (name) => wordsOf(name).join('_'),
  (name) => wordsOf(name).map(capital).join(''),
  (name) =>
    wordsOf(name)
      .map((word, i) => (i === 0 ? word : capital(word)))
      .join(''),
  (name) => wordsOf(name).join('_').toUpperCase(),
  (name) => wordsOf(name).join('/'),
];

/** The ways in which names of variables and tags are spelt, the likelier ones first: a name of one word may be several. */
const SPELLINGS = [STYLES[5]!, STYLES[2]!, STYLES[3]!, STYLES[4]!, STYLES[1]!, STYLES[6]!];

/** How most of the names are spelt; undefined if they follow no spelling. */
export function spellingOf(names: readonly string[]): ((name: string) => string) | undefined {
  const counts = SPELLINGS.map((spell) => names.filter((name) => spell(name) === name).length);
  const most = Math.max(...counts);
  return most * 2 > names.length ? SPELLINGS[counts.indexOf(most)] : undefined;
}

/** A text in which a name occurs in one of the styles, to be written for other names. */
export interface Pattern {
  readonly before: string;
  readonly after: string;
  readonly style: (name: string) => string;
}

/** How a text contains a name; undefined if it does not. A name inside a placeholder is a part of another's name. */
export function patternOf(text: string, name: string): Pattern | undefined {
  if (name.length < 2) return undefined;
  const visible = withoutPlaceholders(text);
  // Where the styles agree on this name, it shows nothing: the plain one is the first.
  for (const style of STYLES) {
    const styled = style(name);
    if (styled === '') continue;
    const at = visible.lastIndexOf(styled);
    if (at < 0 || isInWord(visible, at, styled.length)) continue;
    if (text.slice(at, at + styled.length) !== styled) continue;
    return { before: text.slice(0, at), after: text.slice(at + styled.length), style };
  }
  return undefined;
}

/** The pattern that all of the texts follow, each with its own name; undefined if there is none. */
export function commonPattern(all: readonly { readonly text: string; readonly name: string }[]): Pattern | undefined {
  const patterns = all.map(({ text, name }) => patternOf(text, name));
  const [first, ...others] = patterns;
  if (!first || others.some((one) => one?.before !== first.before || one.after !== first.after)) return undefined;
  // A name of one word looks alike in several styles.
  const style = STYLES.find((one) => all.every(({ text, name }) => first.before + one(name) + first.after === text));
  return style && { ...first, style };
}

/** The text for another name. */
export function inPattern({ before, after, style }: Pattern, name: string): string {
  return before + style(name) + after;
}

function isInWord(text: string, at: number, length: number): boolean {
  return /[A-Za-z0-9]/.test(text[at - 1] ?? '') || /[A-Za-z0-9]/.test(text[at + length] ?? '');
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** The word with a capital letter in front. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
