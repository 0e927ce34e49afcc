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

/** What a list that is no good health check was meant to be. */
export interface MeantCommand {
  readonly words: readonly string[];
  /** What is wrong: the words that say how to run the rest, a list that was pasted into a text, or how the rest is split. */
  readonly fault: 'no-prefix' | 'in-one-text' | 'pasted' | 'doubled' | 'split';
  /** The other way to run it, where there are two. */
  readonly otherwise?: readonly string[] | undefined;
}

const SHELL_PREFIX = /^\s*["'“”]?CMD[-_ ]?SHELL["'“”]?\s*(?:[,:]\s*|\s+|$)/i;
const EXEC_PREFIX = /^\s*["'“”]?CMD["'“”]?\s*(?:[,:]\s*|\s+|$)/;
/** Words that only a shell knows: there is no program of the name. */
const OF_THE_SHELL = /^(?:exit|exec|cd|source|set|export|eval|if|!|\[\[)(?:\s|$)/;
/** Prefixes that somebody may have put in front of each other; more are no mistake but nonsense. */
const MOST_PREFIXES = 8;

/**
 * Reads the command of a health check as Docker does and tells what was meant where that could never pass.
 * Docker runs the words behind `CMD` as they stand. It hands those behind `CMD-SHELL` to the shell of the image, which is
 * `/bin/sh -c` on Linux and `cmd /S /C` on Windows unless the image names another. It runs nothing where the list begins with
 * anything else. Source: moby daemon/health.go (getProbe, cmdProbe.run, getShell), checked 2026-11-28.
 * @returns undefined where nothing is wrong, or nobody can tell what was meant
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

/** A prefix at the beginning of a list, alone or with the line in the same text. */
function prefixOf(words: readonly string[]): { prefix: 'CMD' | 'CMD-SHELL'; rest: readonly string[] } | undefined {
  // The instruction of a Dockerfile, with its options.
  const line = /^HEALTHCHECK(?:\s+--\S+)*(?:\s+|$)/.exec(words[0] ?? '');
  if (line) {
    const behind = words[0]!.slice(line[0].length);
    return prefixOf(behind === '' ? words.slice(1) : [behind, ...words.slice(1)]);
  }
  const [first = '', second = '', ...others] = words;
  if (first === 'SHELL') return { prefix: 'CMD-SHELL', rest: words.slice(1) };
  // On Windows `cmd /c` is a program.
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

/** The words of a list that was pasted into a text, or cut at its commas with the brackets left on. */
function unpack(words: readonly string[], hasPrefix: boolean): readonly string[] | undefined {
  const first = words[0]?.trim() ?? '';
  const last = words.at(-1)?.trim() ?? '';
  if (words.length === 1) {
    const list = listInText(first) ?? (/^["']CMD/.test(first) ? listInText(`[${first}]`) : undefined);
    // `[ "x" ]` is a test of the shell and no list.
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
  // A quote that was left on when the list was cut.
  return /^["'][^"']*$/.test(text) ? text.slice(1) : /^[^"']*["']$/.test(text) ? text.slice(0, -1) : text;
}

/** The ways to write words so that Docker runs them, the likeliest first. */
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
  // A program alone may be all that the image has: nothing says that there is a shell.
  return [['CMD', ...words], inShell];
}
