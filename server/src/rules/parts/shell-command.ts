/** Marks of the shell that stand between commands. */
const OPERATOR = /^(\|\|?|&&|;|[<>]{1,2})$/;

/** Whether a text is one of the marks that only a shell understands, such as `||`. */
export function isShellOperator(text: string): boolean {
  return OPERATOR.test(text);
}

/**
 * A list of words as one command for a shell, words with spaces in quotes.
 * @returns undefined where the quotes would have to be thought about
 */
export function joinCommand(words: readonly string[]): string | undefined {
  // Words that are already written for a shell stay as they are.
  if (/\s/.test(words[0] ?? '') || words.some(isShellOperator)) return words.join(' ');
  if (words.some((word) => word.includes("'"))) return undefined;
  return words.map((word) => (/^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}
