import type { Fix } from '../../findings/report.ts';
import { insert, type NodeEdit, remove, replace } from '../../syntax/edit.ts';
import type { StringNode } from '../../syntax/node.ts';

/**
 * The fix that rewrites the words in a list of texts. Each text is replaced in place, so that comments between them
 * stay.
 * @param words all items of one list
 */
export function asWords(
  words: readonly StringNode[],
  meant: readonly string[],
  title: string,
  preferred = false,
): Fix[] {
  const list = words[0]?.parent;
  if (list?.kind !== 'array') return [];
  const edits: NodeEdit[] = words.flatMap((word, i) => {
    const text = meant[i];
    if (text === undefined) return remove(word);
    return text === word.value ? [] : replace(word, text);
  });
  for (const text of meant.slice(words.length)) edits.push(insert(list, text));
  return [{ title, edits, ...(preferred ? { preferred } : {}) }];
}
