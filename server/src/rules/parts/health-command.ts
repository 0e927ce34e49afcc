import { insert, type NodeEdit, remove, replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { hasShellSyntax, joinCommand } from './shell-command.ts';

const PREFIX = /^(CMD[-_ ]?SHELL|CMD)(?=$|[\s,])[\s,]*/i;

/**
 * The command of a health check as its author meant it, where the word that says how to run it was forgotten, doubled, pasted
 * into another text, or came with the brackets and quotes of a Dockerfile.
 * @param words the texts of the list
 * @returns what is meant and the index of the text that is wrong; undefined where the form is right, or nobody can tell
 */
export function meantHealthCheck(
  words: readonly string[],
): { readonly at: number; readonly words: readonly string[]; readonly missing: boolean } | undefined {
  const [first] = words;
  if (first === undefined || first.trim() === '' || first === 'NONE') return undefined;
  const isProper = first === 'CMD' || first === 'CMD-SHELL';
  let rest = withoutList(isProper ? words.slice(1) : words);
  const pasted = rest !== undefined;
  rest ??= isProper ? words.slice(1) : [...words];
  let prefix = isProper ? first : undefined;
  // The innermost prefix is the one that was written for this command.
  let found = 0;
  for (;;) {
    const match = PREFIX.exec(rest[0] ?? '');
    if (!match || isWindowsProgram(rest)) break;
    prefix = match[1]!.length > 3 ? 'CMD-SHELL' : 'CMD';
    const behind = rest[0]!.slice(match[0].length);
    rest = [...(behind === '' ? [] : (withoutList([behind]) ?? [behind])), ...rest.slice(1)];
    found++;
  }
  if (rest.length === 0) return undefined;
  if (isProper && !pasted && found === 0) return undefined;
  return {
    at: isProper ? 1 : 0,
    words: runnable(pasted && found === 0 && isProper && rest.length > 1 ? 'CMD' : prefix, rest),
    missing: !isProper && !pasted && found === 0,
  };
}

/** The edits that make one list of texts another; comments between the texts stay where they are. */
export function rewrite(list: ArrayNode, items: readonly StringNode[], words: readonly string[]): NodeEdit[] {
  if (items.length - words.length > 1) return [replace(list, [...words])];
  return [
    ...items.slice(0, words.length).flatMap((item, i) => (item.value === words[i] ? [] : [replace(item, words[i]!)])),
    ...items.slice(words.length).map((item) => remove(item)),
    ...words.slice(items.length).map((word) => insert(list, word)),
  ];
}

/** Words as a health check that works: a shell where one is needed, none where there may be none in the image. */
function runnable(prefix: string | undefined, words: readonly string[]): readonly string[] {
  const [only] = words;
  if (words.length === 1 && /^[\w./-]+(?:,[\w./:=-]+)+$/.test(only!)) return ['CMD', ...only!.split(',')];
  if (words.length === 3 && /(?:^|\/)(?:ba|da|z|a)?sh$/.test(only!) && words[1] === '-c') return ['CMD', ...words];
  const isLine = words.length === 1 ? /\s/.test(only!) || hasShellSyntax([only!]) : hasShellSyntax(words);
  if (!isLine && prefix !== 'CMD-SHELL') return ['CMD', ...words];
  const line = words.length === 1 ? only! : joinCommand(words);
  return line === undefined ? ['CMD', ...words] : ['CMD-SHELL', line];
}

/** What stands in brackets, in one text or over several; undefined where there are none that were pasted. */
function withoutList(words: readonly string[]): string[] | undefined {
  const text = words.map((word) => word.trim());
  const whole = text.join(', ');
  if (!whole.startsWith('[') || !whole.endsWith(']')) return undefined;
  const list = listOf(whole) ?? listOf(whole.replaceAll("'", '"'));
  if (list) return list;
  // "[ -f x ]" and "[[ … ]]" are commands of the shell; "[curl …]" is none.
  if (!/^\[[^\s[]/.test(whole) || !/[^\s\]]\]$/.test(whole)) return undefined;
  const bare = text.map((word) => word.trim());
  bare[0] = bare[0]!.slice(1);
  bare[bare.length - 1] = bare[bare.length - 1]!.slice(0, -1);
  return bare.map((word) => word.replace(/^(["'])([^"']*)\1$/, '$2'));
}

function listOf(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** `cmd /c …` is the shell of Windows and not the word of a health check. */
function isWindowsProgram(words: readonly string[]): boolean {
  return /^cmd(?:\s+\/[a-z]|$)/.test(words[0]!) && (/\s\/[a-z]/i.test(words[0]!) || /^\/[a-z]$/i.test(words[1] ?? ''));
}
