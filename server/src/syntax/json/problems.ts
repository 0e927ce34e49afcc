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

/** A problem in a JSON text, with the fix for it if there is one. */
export function problemAt({ offset, length }: Span, code: SyntaxProblem['code'], message: string): SyntaxProblem {
  const removal = REMOVALS[code];
  if (!removal) return { offset, length, code, message, blocksEdits: true };
  const edit = { offset, length, newText: '' };
  return { offset, length, code, message, blocksEdits: false, fix: { ...removal, edit } };
}
