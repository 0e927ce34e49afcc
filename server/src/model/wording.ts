/** Words in a list, as a sentence has it: "a", "a and b", "a, b and c". */
export function enumerate(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** A text of at most so many characters; one that goes on ends with `…`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** How much of a name or a value of the file a message quotes. */
export const NAME_LENGTH = 80;
