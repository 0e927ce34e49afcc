/** Marks of the shell that stand between commands. */
const OPERATOR = /^(\|\|?|&&|;|[<>]{1,2})$/;

/** Whether a text is one of the marks that only a shell understands, such as `||`. */
export function isShellOperator(text: string): boolean {
  return OPERATOR.test(text);
}

/** Whether words ask for a shell: by a mark of their own, or by one at the beginning of a text such as `|| exit 1`. */
export function hasShellSyntax(words: readonly string[]): boolean {
  return words.some(
    (word) => isShellOperator(word) || /^(?:\|\|?|&&|;)\s/.test(word) || /\s(?:\|\|?|&&)\s|[;`]|\$[({\w]/.test(word),
  );
}

/**
 * A list of words as one command for a shell. Words with spaces or marks of the shell are put in quotes; in these, variables
 * are still replaced.
 * @returns undefined where the quotes would have to be thought about
 */
export function joinCommand(words: readonly string[]): string | undefined {
  // Words that are already written for a shell stay as they are.
  if (/\s/.test(words[0] ?? '') || words.some((word) => /^(?:\|\|?|&&|;)\s/.test(word))) return words.join(' ');
  const parts = words.map((word) => (isShellOperator(word) ? word : quoted(word)));
  return parts.includes(undefined) ? undefined : parts.join(' ');
}

function quoted(word: string): string | undefined {
  if (/^[\w@%+=:,./~^-]+$/.test(word)) return word;
  if (/['"`\\]/.test(word)) return word.includes("'") ? undefined : `'${word}'`;
  if (word.includes('$')) return /^[\w@%+=:,./~^${}-]+$/.test(word) ? word : `"${word}"`;
  return `'${word}'`;
}

/**
 * Finds the words that `sh -c` leaves alone, as it runs the one text after it. Parameters that this text reads, as `$1` or `$@`,
 * are fine.
 * @returns the index of the first word that is left alone, and the words as they are meant where they can be joined
 */
export function splitScript(words: readonly string[]): { readonly at: number; readonly words?: string[] } | undefined {
  const [program, option, script, ...others] = words;
  if (script === undefined || others.length === 0 || !/(?:^|\/)(?:ba|da|z|a)?sh$/.test(program!) || option !== '-c')
    return undefined;
  // A name for $0 alone does no harm.
  if (/\$[\d@*#]|\$\{[\d@*#]/.test(script) || (others.length === 1 && /^(?:--?|_|(?:ba)?sh)$/.test(others[0]!)))
    return undefined;
  const line = joinCommand([script, ...others]);
  return { at: 3, ...(line === undefined ? {} : { words: [program!, option, line] }) };
}
