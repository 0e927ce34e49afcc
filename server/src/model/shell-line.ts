/** Converts between shell command lines and lists of words. */

/** Shell operators that separate commands or redirect output. */
const OPERATOR = /^(?:\|\|?|&&?|;|<|\d?>>?(?:&\d|\/[\w./-]*)?)$/;
/** The same operators inside a longer text. */
const OPERATOR_INSIDE = /\|\||(?:^|\s)(?:\||&&|\d?>>?(?:&\d|\s*\/[\w./-]*))(?:\s|$)|(?:^|\s)&&|;\s/;
/** Characters that have a special meaning to a shell. */
const SPECIAL = /["'|&;<>$`*?(){}\\#~!]/;
/** A word that needs no quoting in a shell. */
const PLAIN = /^[\w@%+=:,./^-]+$/;
const SHELL = /^(?:\/\S*\/)?(?:ba|da|a|z|k)?sh$/;
const RUNS_TEXT = /^-[abd-np-zA-Z]*c[a-np-zA-Z]*o?$/;
/** Options that take the next word as their argument, as in `-o pipefail`. */
const TAKES_WORD = /^(?:[-+][a-np-zA-NP-Z]*[oO]|--(?:rcfile|init-file))$/;

/** Whether a text is an operator that only a shell understands, such as `||`. */
export function isShellOperator(text: string): boolean {
  return OPERATOR.test(text);
}

/** Whether a text needs a shell: it is a shell operator, or contains one between its words. */
export function hasShellOperator(text: string): boolean {
  return OPERATOR.test(text) || OPERATOR_INSIDE.test(text);
}

/** Whether a shell would read a text as anything other than plain words. */
export function isSpecialForShell(text: string): boolean {
  return SPECIAL.test(text);
}

/** Whether a text looks like a program with arguments, as opposed to an option or a path that contains a space. */
export function isCommandLine(text: string): boolean {
  const line = text.trim();
  if (!/^[\w./]\S*\s+\S/.test(line) || line.includes('\\')) return false;
  const [program = '', next = ''] = line.split(/\s+/, 2);
  return !(program.startsWith('/') && program.includes('/', 1) && /^\w+\//.test(next));
}

/** Joins words, or pieces of a command line, into one line for a shell. Words with spaces or quotes are quoted. */
export function joinCommand(words: readonly string[]): string {
  // If the first item is a piece of a line, so are the rest.
  if (/\s/.test(words[0]?.trim() ?? '')) return words.map((word) => word.trim()).join(' ');
  return words.map((word) => (isPiece(word) ? word.trim() : quote(word))).join(' ');
}

function isPiece(word: string): boolean {
  return (
    hasShellOperator(word) || hasShellOperator(word.trim()) || /^-\S*\s+\S/.test(word) || /^(["']).*\1$/.test(word)
  );
}

function quote(word: string): string {
  if (PLAIN.test(word)) return word;
  // Quoted so that the shell still expands the variable.
  if (word.includes('$') && !/["\\]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * The index of the text that `sh -c` runs, in a list that begins with a shell; undefined if there is none. Options may
 * follow `-c`: the text is the first word after all of them. If the text is still missing, the index is the list's
 * length.
 * Source: POSIX.1-2017, sh (synopsis and -c), checked 2026-11-28.
 */
export function shellTextAt(words: readonly string[]): number | undefined {
  if (!SHELL.test(words[0] ?? '')) return undefined;
  let runsText = false;
  let i = 1;
  for (; i < words.length && /^[-+]./.test(words[i]!); i++) {
    const word = words[i]!;
    if (word === '--') {
      i++;
      break;
    }
    if (RUNS_TEXT.test(word)) runsText = true;
    if (TAKES_WORD.test(word)) i++;
  }
  return runsText ? Math.min(i, words.length) : undefined;
}

/** A list in which a shell's options shared an item with what follows them, split so that each has its own. */
export interface SplitShellWords {
  readonly words: readonly string[];
  /** The index of the first item that holds more than one word. */
  readonly at: number;
}

/**
 * Splits items in which a shell or its `-c` shares a string with what follows, as in `["sh", "-c npm start"]` or `["sh
 * -c", "npm start"]`. The shell takes the blank and what follows for options and stops: dash 0.5 says "Illegal option",
 * bash 5.2 "invalid option" (both tried on 2026-11-28).
 * @returns undefined if there is nothing to split, or if the list does not begin with a shell that runs a text
 */
export function splitShellWords(words: readonly string[]): SplitShellWords | undefined {
  const split: string[] = [];
  let at: number | undefined;
  let runsText = false;
  for (let i = 0; i < words.length; i++) {
    let rest = words[i]!;
    let isAttached = false;
    while (rest !== '' && (i === 0 ? split.length === 0 || /^[-+]./.test(rest) : /^[-+]./.test(rest))) {
      const [whole, word, gap] = /^(\S+?)(\s+|=(?<=^-[a-z]*c=)|$)/.exec(rest) ?? [];
      if (word === undefined || (split.length === 0 && !SHELL.test(word))) return undefined;
      // It is unclear where the command begins in `-cnpm start`.
      if (gap !== '' && RUNS_TEXT.test(word) && !/co?$/.test(word)) return undefined;
      if (word !== '-c' || !split.includes(word)) split.push(word);
      rest = rest.slice(whole!.length);
      if (gap !== '') {
        isAttached = true;
        at ??= i;
      }
      if (split.length === 1) continue;
      if (RUNS_TEXT.test(word)) runsText = true;
      if (!TAKES_WORD.test(word)) continue;
      const value = rest === '' ? words[++i] : /^\S+/.exec(rest)![0];
      if (value === undefined) return undefined;
      split.push(value);
      rest = rest.slice(rest === '' ? 0 : value.length).trimStart();
    }
    if (rest === '') continue;
    // A script, or the text to run: what follows is passed to it as parameters.
    if (!runsText || at === undefined) return undefined;
    const behind = words.slice(i + 1);
    if (!isAttached) return { words: [...split, rest, ...behind], at };
    const line = isSplitShellText(rest, behind) ? joinPieces([rest, ...behind]) : undefined;
    return { words: [...split, unquoted(line ?? rest), ...(line === undefined ? behind : [])], at };
  }
  return runsText && at !== undefined ? { words: split, at } : undefined;
}

/** Pieces of a line that still have their quotes on are joined as they are. */
function joinPieces(pieces: readonly string[]): string {
  const isCut = pieces.some((piece) => (piece.match(/["']/g) ?? []).length % 2 === 1);
  return isCut ? pieces.join(' ') : joinCommand(pieces);
}

function unquoted(line: string): string {
  const text = line.trim();
  return /^"([^"\\]*)"$|^'([^']*)'$/.test(text) ? text.slice(1, -1) : text;
}

/**
 * Whether the command for `sh -c` continues in the words after it, which the shell takes as parameters and does not
 * run.
 * A text that refers to its parameters, as in `"$@"`, has them on purpose; so does a single name for `$0`.
 */
export function isSplitShellText(text: string, behind: readonly string[]): boolean {
  if (behind.length === 0 || text.trim() === '' || /\$[@*#\d{]/.test(text)) return false;
  return !behind.every((word) => /^(?:--?|_|(?:ba|da|a)?sh)$/.test(word));
}

/**
 * The items of a list of strings that was pasted into a string, whatever its quotes; undefined if the text is not such
 * a list.
 */
export function listInText(text: string): string[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const straight = text.replaceAll(/[“”]/g, '"');
  return parsed(straight) ?? (straight.includes('"') ? undefined : parsed(straight.replaceAll("'", '"')));
}

function parsed(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === 'string')) return list;
  } catch {
    // Not a list after all.
  }
  return undefined;
}
