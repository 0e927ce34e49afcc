import type { SyntaxProblem } from '../document.ts';
import type { Span } from '../node.ts';

/**
 * Problems that can be removed without changing the meaning. A byte order mark or comment stays in the file unless the
 * user asks.
 */
const REMOVALS: Partial<Record<SyntaxProblem['code'], { readonly title: string; readonly preferred?: true }>> = {
  comment: { title: 'Remove the comment' },
  'trailing-comma': { title: 'Remove the comma', preferred: true },
  'byte-order-mark': { title: 'Remove the byte order mark' },
};

/**
 * What a problem is about, where that decides which problems follow from it: an unmatched bracket or text outside the
 * value, a missing comma, or an incomplete member.
 */
export type About = 'bracket' | 'outside' | 'comma' | 'half-member';

/** A problem in a JSON text. */
export interface JsonProblem extends SyntaxProblem {
  readonly about?: About;
}

/** A problem in a JSON text, with the fix for it if there is one. */
export function problemAt(
  { offset, length }: Span,
  code: SyntaxProblem['code'],
  message: string,
  about?: About,
): JsonProblem {
  const removal = REMOVALS[code];
  if (!removal) return { offset, length, code, message, blocksEdits: true, ...(about ? { about } : {}) };
  const edit = { offset, length, newText: '' };
  return { offset, length, code, message, blocksEdits: false, fix: { ...removal, edit } };
}
