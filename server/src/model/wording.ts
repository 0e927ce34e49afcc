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

/** No message of ours is so long but for what it quotes. */
const MOST_OF_A_MESSAGE = 500;

/** A message with what it quotes of the file cut: a name of 300 KB would else be told once for each place it stands in. */
export function brief(message: string): string {
  if (message.length <= NAME_LENGTH) return message;
  const parts = message.split('"');
  // Every second part stands in quotes; what has quotes itself is cut as a whole at the end.
  const shorter = parts.map((part, i) => (i % 2 === 1 && part.length > NAME_LENGTH ? cut(part, NAME_LENGTH) : part));
  return cut(shorter.join('"'), MOST_OF_A_MESSAGE);
}
