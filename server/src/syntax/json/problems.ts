import type { SyntaxProblem } from '../document.ts';
import type { Span } from '../node.ts';

/** What can be taken out without changing what is meant. A file that is written back keeps its mark and its comments unless somebody asks. */
const REMOVALS: Partial<Record<SyntaxProblem['code'], { readonly title: string; readonly preferred?: true }>> = {
  comment: { title: 'Remove the comment' },
  'trailing-comma': { title: 'Remove the comma', preferred: true },
  'byte-order-mark': { title: 'Remove the byte order mark' },
};

/** A problem of a text in JSON, with what mends it. */
export function problemAt({ offset, length }: Span, code: SyntaxProblem['code'], message: string): SyntaxProblem {
  const removal = REMOVALS[code];
  if (!removal) return { offset, length, code, message, blocksEdits: true };
  const edit = { offset, length, newText: '' };
  return { offset, length, code, message, blocksEdits: false, fix: { ...removal, edit } };
}
