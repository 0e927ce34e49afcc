import {
  hasShellOperator,
  isCommandLine,
  isSpecialForShell,
  isSplitShellText,
  joinCommand,
  listInText,
  shellTextAt,
  splitShellWords,
} from './shell-line.ts';

/** What a faulty health check list was meant to be. */
export interface MeantCommand {
  readonly words: readonly string[];
  /**
   * What is wrong: the prefix is missing, misplaced or repeated, a list was pasted into a string, or the command is
   * split wrongly.
   */
  readonly fault: 'no-prefix' | 'in-one-text' | 'pasted' | 'doubled' | 'split';
  /** An alternative way to run the command, if there is one. */
  readonly otherwise?: readonly string[] | undefined;
}

const SHELL_PREFIX = /^\s*["'“”]?CMD[-_ ]?SHELL["'“”]?\s*(?:[,:]\s*|\s+|$)/i;
const EXEC_PREFIX = /^\s*["'“”]?CMD["'“”]?\s*(?:[,:]\s*|\s+|$)/;
/** Shell built-ins and keywords: no program of that name exists. */
const OF_THE_SHELL = /^(?:exit|exec|cd|source|set|export|eval|if|!|\[\[)(?:\s|$)/;
/** How many stacked prefixes are still read as a mistake; a list with more is nonsense. */
const MOST_PREFIXES = 8;

/**
 * Reads a health check command as Docker does. If the check could never pass, works out what was meant.
 * Docker runs the words after `CMD` as they are. It passes those after `CMD-SHELL` to the image's shell, which is
 * `/bin/sh -c` on Linux and `cmd /S /C` on Windows unless the image sets another. It runs nothing if the list begins
 * with anything else. Source: moby daemon/health.go (getProbe, cmdProbe.run, getShell), checked 2026-11-28.
 * @returns undefined if nothing is wrong, or if the intent is unclear
 */
export function meantHealthCommand(words: readonly string[]): MeantCommand | undefined {
  if (words.length === 1 && words[0] === 'NONE') return undefined;
  let rest = words;
  let prefix: 'CMD' | 'CMD-SHELL' | undefined;
  let fault: MeantCommand['fault'] | undefined;
  for (let n = 0; n < MOST_PREFIXES; n++) {
    const pasted = unpack(rest, prefix !== undefined);
    if (pasted) {
      fault = 'pasted';
      if (prefix && rest.length === 1 && pasted.length > 1) prefix = 'CMD';
      rest = pasted;
      continue;
    }
    const found = prefixOf(rest);
    if (!found) break;
    if (prefix || rest[1] === 'SHELL') fault ??= 'doubled';
    else if (rest[0] !== found.prefix) fault ??= 'in-one-text';
    prefix = found.prefix;
    rest = found.rest;
  }
  if (rest.length === 1 && rest[0] === 'NONE' && fault) return { words: ['NONE'], fault };
  if (rest.length === 0 || rest.every((word) => word.trim() === '')) return undefined;
  const ways = arrange(prefix, rest);
  const [meant, otherwise] = ways;
  if (!meant || (meant.length === words.length && meant.every((word, i) => word === words[i]))) return undefined;
  return { words: meant, otherwise, fault: fault ?? (prefix ? 'split' : 'no-prefix') };
}

/** A prefix at the start of a list, either on its own or in the same string as the command. */
function prefixOf(words: readonly string[]): { prefix: 'CMD' | 'CMD-SHELL'; rest: readonly string[] } | undefined {
  // A Dockerfile's HEALTHCHECK instruction with its options.
  const line = /^HEALTHCHECK(?:\s+--\S+)*(?:\s+|$)/.exec(words[0] ?? '');
  if (line) {
    const behind = words[0]!.slice(line[0].length);
    return prefixOf(behind === '' ? words.slice(1) : [behind, ...words.slice(1)]);
  }
  const [first = '', second = '', ...others] = words;
  if (first === 'SHELL') return { prefix: 'CMD-SHELL', rest: words.slice(1) };
  // On Windows, `cmd /c` runs a program.
  if (/^cmd\s+\/[a-z]\s/i.test(first) || (/^cmd$/i.test(first) && /^\/[a-z]$/i.test(second))) return undefined;
  if (first === 'CMD' && second === 'SHELL') return { prefix: 'CMD-SHELL', rest: others };
  const shell = SHELL_PREFIX.exec(first);
  const found = shell ?? EXEC_PREFIX.exec(first);
  if (!found) return undefined;
  const behind = first.slice(found[0].length);
  const rest = behind === '' ? words.slice(1) : [behind, ...words.slice(1)];
  const isQuoted = /^\s*["']/.test(first);
  return { prefix: shell ? 'CMD-SHELL' : 'CMD', rest: isQuoted ? rest.map(unquote) : rest };
}

/** The words of a list that was pasted into a string, or split at its commas with the brackets left on. */
function unpack(words: readonly string[], hasPrefix: boolean): readonly string[] | undefined {
  const first = words[0]?.trim() ?? '';
  const last = words.at(-1)?.trim() ?? '';
  if (words.length === 1) {
    const list = listInText(first) ?? (/^["']CMD/.test(first) ? listInText(`[${first}]`) : undefined);
    // `[ "x" ]` is a shell test, not a list.
    if (list) return list.length > 1 || !hasPrefix || prefixOf(list) || isCommandLine(list[0]!) ? list : undefined;
  }
  const opens = /^\[\s*["']?CMD/.test(first) || (/^\[["'\w./]/.test(first) && last.endsWith(']'));
  const closes = hasPrefix && last.endsWith(']') && !words.some((word) => word.includes('['));
  if (!opens && !closes) return undefined;
  return words.map((word, i) => {
    let text = word.trim();
    if (opens && i === 0) text = text.slice(1).trimStart();
    if (i === words.length - 1 && text.endsWith(']')) text = text.slice(0, -1).trimEnd();
    return unquote(text.endsWith(',') ? text.slice(0, -1) : text);
  });
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted) return quoted[2]!;
  // A quote that was left over when the list was split.
  return /^["'][^"']*$/.test(text) ? text.slice(1) : /^[^"']*["']$/.test(text) ? text.slice(0, -1) : text;
}

/** The ways to write the words so that Docker runs them, the most likely first. */
function arrange(prefix: 'CMD' | 'CMD-SHELL' | undefined, words: readonly string[]): (readonly string[])[] {
  const split = splitShellWords(words);
  if (split) return arrange(prefix, split.words);
  const at = shellTextAt(words);
  if (at !== undefined && at < words.length) {
    const behind = words.slice(at + 1);
    const isSplit = isSplitShellText(words[at]!, behind);
    return [['CMD', ...words.slice(0, at), ...(isSplit ? [joinCommand(words.slice(at))] : words.slice(at))]];
  }
  const [first, ...others] = words;
  if (words.length === 1 && /^[\w./-]+(?:,[\w./:=@-]+)+$/.test(first!)) return [['CMD', ...first!.split(',')]];
  const line = joinCommand(words);
  const inShell = ['CMD-SHELL', line];
  if (prefix === 'CMD-SHELL') {
    if (words.length > 1) return [inShell];
    const quoted = /^(["'])([^"']*)\1$/.exec(first!.trim())?.[2];
    return [['CMD-SHELL', quoted !== undefined && /\s/.test(quoted) ? quoted : first!]];
  }
  if (words.some(hasShellOperator) || OF_THE_SHELL.test(first!)) return [inShell];
  if (isCommandLine(first!)) {
    const text = first!.trim();
    if (isSpecialForShell(text)) return [inShell];
    const split = ['CMD', ...text.split(/\s+/), ...others];
    return prefix || /^\.?\//.test(text) ? [split, inShell] : [inShell, split];
  }
  if (prefix) return [['CMD', ...words]];
  if (/\s/.test(first!.trim()) || (words.length === 1 && isSpecialForShell(first!))) return [inShell];
  // A lone program may be all that the image contains, so there may be no shell.
  return [['CMD', ...words], inShell];
}
