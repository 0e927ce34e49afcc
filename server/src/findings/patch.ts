import type { TextEdit } from '../syntax/edit.ts';
import { endOf } from '../syntax/node.ts';

/** A span of the first text and what replaces it in the last. */
export interface Hunk extends TextEdit {
  /** The steps that changed it, in order. */
  readonly steps: readonly number[];
}

/**
 * Combines edits made one after the other, each on the result of the one before, into changes of the first text.
 * Changes that touch become one hunk.
 */
export class Patch {
  private readonly list: { from: number; to: number; text: string; steps: number[] }[] = [];

  /** The changes in text order. They neither overlap nor touch. */
  get hunks(): Hunk[] {
    return this.list.map(({ from, to, text, steps }) => ({ offset: from, length: to - from, newText: text, steps }));
  }

  /**
   * Adds the edits of one step.
   * @param edits sorted and not overlapping, with offsets in the text that the previous steps produced
   */
  add(edits: readonly TextEdit[], step: number): void {
    for (const edit of [...edits].reverse()) this.addOne(edit, step);
  }

  private addOne(edit: TextEdit, step: number): void {
    const end = endOf(edit);
    // How much longer the text has become before the current edit.
    let shift = 0;
    let first = 0;
    for (; first < this.list.length; first++) {
      const { from, to, text } = this.list[first]!;
      if (from + shift + text.length >= edit.offset) break;
      shift += text.length - (to - from);
    }
    let from = edit.offset - shift;
    let text = edit.newText;
    const steps: number[] = [];
    let last = first;
    for (; last < this.list.length; last++) {
      const hunk = this.list[last]!;
      const start = hunk.from + shift;
      if (start > end) break;
      if (start < edit.offset) {
        from = hunk.from;
        text = hunk.text.slice(0, edit.offset - start) + text;
      } else from = Math.min(from, hunk.from);
      if (start + hunk.text.length > end) text += hunk.text.slice(end - start);
      shift += hunk.text.length - (hunk.to - hunk.from);
      steps.push(...hunk.steps);
    }
    const behind = this.list[last - 1];
    const to = last > first ? Math.max(end - shift, behind!.to) : end - shift;
    this.list.splice(first, last - first, { from, to, text, steps: [...new Set([...steps, step])] });
  }
}
