import type { TextEdit } from './edit.ts';
import { endOf } from './node.ts';

/** Edits in the order of the text, with those left out that touch what another one changes. */
export function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  // At one place an insertion comes first: it belongs in front of what is cut there. Of the rest the longest counts,
  // of two for the same stretch the cut.
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
      // Two neighbours that are cut may both take the space between them.
      if (previous.newText === '' && edit.newText === '' && endOf(edit) > end) {
        result[result.length - 1] = { ...previous, length: endOf(edit) - previous.offset };
        end = endOf(edit);
      }
      continue;
    }
    // Insertions at one place are one edit, so that their order is certain in every client.
    if (previous && edit.length === 0 && previous.length === 0 && previous.offset === edit.offset) {
      result[result.length - 1] = { ...previous, newText: previous.newText + edit.newText };
    } else {
      result.push(edit);
    }
    end = Math.max(end, endOf(edit));
  }
  return result;
}
