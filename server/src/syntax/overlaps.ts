import type { TextEdit } from './edit.ts';
import { endOf } from './node.ts';

/** Sorts edits by place, and leaves out those that touch what another one changes. */
export function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  // At the same offset an insertion comes first, as it belongs before whatever is removed there. Among the others the
  // longest wins, and for the same span the removal does.
  const sorted = [...edits].sort(
    (a, b) =>
      a.offset - b.offset ||
      Number(a.length > 0) - Number(b.length > 0) ||
      b.length - a.length ||
      Number(a.newText !== '') - Number(b.newText !== ''),
  );
  const result: TextEdit[] = [];
  let end = -1;
  for (const edit of sorted) {
    const previous = result[result.length - 1];
    if (previous && edit.offset < end) {
      // Two adjacent removals may both include the space between them.
      if (previous.newText === '' && edit.newText === '' && endOf(edit) > end) {
        result[result.length - 1] = { ...previous, length: endOf(edit) - previous.offset };
        end = endOf(edit);
      }
      continue;
    }
    // Insertions at the same offset are merged, so that every client applies them in the same order.
    if (previous && edit.length === 0 && previous.length === 0 && previous.offset === edit.offset) {
      result[result.length - 1] = { ...previous, newText: previous.newText + edit.newText };
    } else {
      result.push(edit);
    }
    end = Math.max(end, endOf(edit));
  }
  return result;
}
