import type { Content } from '../document.ts';
import { Parser } from './parser.ts';
import { problemAt } from './problems.ts';

/** A text of more UTF-16 code units is not read; ECS itself takes 64 KiB (service quota, checked 2026-11-24). */
export const MAX_TEXT_LENGTH = 8 * 1024 * 1024;

/**
 * Reads JSON with everything that real files have in it: comments, trailing commas, a byte order mark, duplicate keys,
 * unquoted placeholders, half-typed members. It never throws and takes time in proportion to the text.
 */
export function readJson(text: string): Content {
  const refusal = refuse(text);
  if (refusal)
    return {
      root: undefined,
      problems: [problemAt({ offset: 0, length: Math.min(text.length, 1) }, 'encoding', refusal)],
    };
  const plain = new Parser(text, false);
  const content = plain.parse();
  // What is JSON as it stands is read as JSON, whatever stands in its texts.
  if (!plain.foundQuotesInPlaceholder || !content.problems.some(({ code }) => code === 'syntax')) return content;
  return new Parser(text, true).parse();
}

/** Why a text is not read at all. */
function refuse(text: string): string | undefined {
  if (text.length > MAX_TEXT_LENGTH)
    return `The file is larger than ${MAX_TEXT_LENGTH / 1024 / 1024} MB; ECS takes at most 64 KiB. Taskdef does not read it.`;
  const head = text.slice(0, 4096);
  if (/^(?:\uFFFD\uFFFD|\uFFFE)/.test(head) || /^[{[]?\0/.test(head) || /[{["]\0/.test(head))
    return 'The file is saved as UTF-16; the AWS CLI needs UTF-8. Save it with encoding UTF-8.';
  return head.includes('\0') ? 'This is a binary file, not a task definition.' : undefined;
}
