import { Ask, type Json, Words } from '../../syntax/value.ts';

/** A place to fill in, as snippet files write it: with a default text, or with a choice of texts. */
const STOP = /\$\{(\d+)(?::((?:[^\\}]|\\.)*)|\|([^|]*)\|)\}/g;

/** Marks a placeholder for a number or a word, as opposed to a text. */
const BARE = '\u0001';

/**
 * The value that a snippet's body writes: JSON with places such as `${1:256}` and `${2
 * true,false
 * }`.
 */
export function valueOfSnippet(body: string): Json {
  const asks = new Map<string, Ask>();
  return filled(JSON.parse(inQuotes(body)) as Json, asks);
}

/** The body before anything is filled in. */
export function textOfSnippet(body: string): string {
  return body.replaceAll(STOP, (_, _number, preset: string | undefined, choices: string) =>
    unescaped(preset ?? choices.split(',')[0]!),
  );
}

/** Puts the places that are not texts in quotes, so that the body is JSON. */
function inQuotes(body: string): string {
  // Only outside quotes. No text in a snippet contains an escaped quote.
  return body
    .split('"')
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(/\$\{\d[^}]*\}/g, (stop) => JSON.stringify(BARE + stop))))
    .join('"');
}

function filled(value: Json, asks: Map<string, Ask>): Json {
  if (typeof value === 'string') return textWith(value, asks);
  if (Array.isArray(value)) return value.map((item: Json) => filled(item, asks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part as Json, asks)]));
}

function textWith(text: string, asks: Map<string, Ask>): Json {
  const isBare = text.startsWith(BARE);
  const parts: (string | Ask)[] = [];
  let from = isBare ? BARE.length : 0;
  for (const match of text.matchAll(STOP)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const [whole, number, preset, choices] = match;
    const list = choices?.split(',') ?? [];
    const first = unescaped(preset ?? list[0]!);
    const ask = asks.get(number!) ?? new Ask(isBare ? (JSON.parse(first) as number | boolean) : first, list);
    asks.set(number!, ask);
    parts.push(ask);
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  if (parts.length !== 1) return parts.length === 0 ? '' : new Words(...parts);
  return parts[0]!;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\$}])/g, '$1');
}
