/** Lines for a shell and lists of words: how one becomes the other. */

/** Marks of the shell that stand between commands or send output elsewhere. */
const OPERATOR = /^(?:\|\|?|&&?|;|<|\d?>>?(?:&\d|\/[\w./-]*)?)$/;
/** The same inside of a longer text. */
const OPERATOR_INSIDE = /\|\||(?:^|\s)(?:\||&&|\d?>>?(?:&\d|\s*\/[\w./-]*))(?:\s|$)|(?:^|\s)&&|;\s/;
/** What a shell reads in its own way. */
const SPECIAL = /["'|&;<>$`*?(){}\\#~!]/;
/** A word that a shell takes as it stands. */
const PLAIN = /^[\w@%+=:,./^-]+$/;
const SHELL = /^(?:\/\S*\/)?(?:ba|da|a|z|k)?sh$/;
const RUNS_TEXT = /^-[abd-np-zA-Z]*c[a-np-zA-Z]*o?$/;
/** Options that the next word belongs to, as in `-o pipefail`. */
const TAKES_WORD = /^(?:[-+][a-np-zA-NP-Z]*[oO]|--(?:rcfile|init-file))$/;

/** Whether a text is one of the marks that only a shell understands, such as `||`. */
export function isShellOperator(text: string): boolean {
  return OPERATOR.test(text);
}

/** Whether a text needs a shell: it is one of its marks, or has one between its words. */
export function hasShellOperator(text: string): boolean {
  return OPERATOR.test(text) || OPERATOR_INSIDE.test(text);
}

/** Whether a shell would read a text in any way but as plain words. */
export function isSpecialForShell(text: string): boolean {
  return SPECIAL.test(text);
}

/** Whether a text looks like a program with arguments: not an option, not a path with a space in it. */
export function isCommandLine(text: string): boolean {
  const line = text.trim();
  if (!/^[\w./]\S*\s+\S/.test(line) || line.includes('\\')) return false;
  const [program = '', next = ''] = line.split(/\s+/, 2);
  return !(program.startsWith('/') && program.includes('/', 1) && /^\w+\//.test(next));
}

/** A list of words, or of pieces of a line, as one line for a shell. Words with spaces or quotes get quotes. */
export function joinCommand(words: readonly string[]): string {
  // After a piece of a line come further pieces.
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
  // What is meant to be filled in is filled in by the shell.
  if (word.includes('$') && !/["\\]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Where the text stands that `sh -c` runs, in a list that begins with a shell; undefined where none does. Options may follow `-c`:
 * the text is the first word behind all of them. The index is that of the end where the text is still to come.
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

/** A list in which options of a shell stand in one item with what follows, with an item for each. */
export interface SplitShellWords {
  readonly words: readonly string[];
  /** The first item that holds more than one word. */
  readonly at: number;
}

/**
 * Splits what stands in one item with `-c` of a shell, as in `["sh", "-c npm start"]` or `["sh -c", "npm start"]`. The shell takes the
 * blank and what follows for options and stops: "Illegal option" says dash 0.5, "invalid option" bash 5.2 (both tried on 2026-11-28).
 * @returns undefined where nothing is to split, or the list begins with no shell that runs a text
 */
export function splitShellWords(words: readonly string[]): SplitShellWords | undefined {
  const split: string[] = [];
  let at: number | undefined;
  let runsText = false;
  for (let i = 0; i < words.length; i++) {
    let rest = words[i]!;
    let isAttached = false;
    while (rest !== '' && (i === 0 ? split.length === 0 || /^[-+]./.test(rest) : /^[-+]./.test(rest))) {
      const [whole, word, gap] = /^(\S+?)(\s+|(?<=^-[a-z]*c)=|$)/.exec(rest) ?? [];
      if (word === undefined || (split.length === 0 && !SHELL.test(word))) return undefined;
      // Nobody can tell where in `-cnpm start` the line begins.
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
    // A script, or the text: what comes behind it are its parameters.
    if (!runsText || at === undefined) return undefined;
    const behind = words.slice(i + 1);
    if (!isAttached) return { words: [...split, rest, ...behind], at };
    const line = isSplitShellText(rest, behind) ? joinPieces([rest, ...behind]) : undefined;
    return { words: [...split, unquoted(line ?? rest), ...(line === undefined ? behind : [])], at };
  }
  return runsText && at !== undefined ? { words: split, at } : undefined;
}

/** Pieces of a line with its quotes still on are joined as they stand. */
function joinPieces(pieces: readonly string[]): string {
  const isCut = pieces.some((piece) => (piece.match(/["']/g) ?? []).length % 2 === 1);
  return isCut ? pieces.join(' ') : joinCommand(pieces);
}

function unquoted(line: string): string {
  const text = line.trim();
  return /^"([^"\\]*)"$|^'([^']*)'$/.test(text) ? text.slice(1, -1) : text;
}

/**
 * Whether the text for `sh -c` goes on in the words behind it, which the shell takes for parameters and does not run.
 * A text that names its parameters, as in `"$@"`, has them on purpose; so has a lone name for `$0`.
 */
export function isSplitShellText(text: string, behind: readonly string[]): boolean {
  if (behind.length === 0 || text.trim() === '' || /\$[@*#\d{]/.test(text)) return false;
  return !behind.every((word) => /^(?:--?|_|(?:ba|da|a)?sh)$/.test(word));
}

/** The items of a list of texts that was pasted into a text, whatever its quotes; undefined where the text is no such list. */
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
    // No list then.
  }
  return undefined;
}
