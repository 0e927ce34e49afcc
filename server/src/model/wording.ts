/** Lists words as in a sentence: "a", "a and b", "a, b and c". */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Shortens a text to at most `most` characters; a shortened text ends with `…`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** How many characters of a name or value from the file a message quotes. */
export const NAME_LENGTH = 80;

/** Longer than any of our messages, apart from what they quote. */
const MOST_OF_A_MESSAGE = 500;

/**
 * Shortens what a message quotes from the file. Otherwise a name of 300 KB would be repeated for each place it appears
 * in.
 */
export function brief(message: string): string {
  if (message.length <= NAME_LENGTH) return message;
  const parts = message.split('"');
  // Every second part is in quotes. A quoted text that contains quotes itself is caught by the final cut.
  const shorter = parts.map((part, i) => (i % 2 === 1 && part.length > NAME_LENGTH ? cut(part, NAME_LENGTH) : part));
  return cut(shorter.join('"'), MOST_OF_A_MESSAGE);
}
