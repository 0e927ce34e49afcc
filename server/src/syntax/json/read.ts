import type { Content } from '../document.ts';
import { withinEffort } from '../effort.ts';
import { Parser } from './parser.ts';
import { problemAt } from './problems.ts';

/** Longer texts, in UTF-16 code units, are not read. ECS itself accepts 64 KiB (service quota, checked 2026-11-24). */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/**
 * Reads JSON with everything that is found in real files: comments, trailing commas, a byte order mark, duplicate keys,
 * unquoted placeholders, half-typed members. Never throws, and takes time proportional to the text's length: the effort
 * is limited even where it is not part of an analysis, as when a half-typed text is repaired.
 */
export function readJson(text: string): Content {
  return withinEffort(() => readWithin(text)).result;
}

function readWithin(text: string): Content {
  const refusal = refuse(text);
  if (refusal)
    return {
      root: undefined,
      problems: [problemAt({ offset: 0, length: Math.min(text.length, 1) }, 'encoding', refusal)],
    };
  const plain = new Parser(text, false);
  const content = plain.parse();
  // If the text is valid JSON as it is, it is read as such, whatever its strings contain.
  if (!plain.foundQuotesInPlaceholder || !content.problems.some(({ code }) => code === 'syntax')) return content;
  return new Parser(text, true).parse();
}

/** Why a text is not read at all; undefined if it is. */
function refuse(text: string): string | undefined {
  if (text.length > MAX_TEXT_LENGTH)
    return `The file is larger than ${MAX_TEXT_LENGTH / 1024 / 1024} MB, but ECS accepts at most 64 KiB. Taskdef does not read it.`;
  const head = text.slice(0, 4096);
  if (/^(?:\uFFFD\uFFFD|\uFFFE)/.test(head) || /^[{[]?\0/.test(head) || /[{["]\0/.test(head))
    return 'The file is in UTF-16, but the AWS CLI needs UTF-8: save it in UTF-8.';
  return head.includes('\0') ? 'This is a binary file, not a task definition.' : undefined;
}
