import { type TextEdit, toTextEdits } from '../syntax/edit.ts';
import type { JsonDocument } from '../syntax/json.ts';
import { endOf, type Span } from '../syntax/node.ts';
import { type Change, touches } from './refactorings/refactoring.ts';

/** A change to the text and the change of the refactoring that it belongs to. */
export interface AnnotatedEdit extends TextEdit {
  readonly change: Change;
}

/** A member or item that goes, and the change that takes it. */
interface Removal extends Span {
  readonly change: Change;
}

/**
 * The text edits of several changes, each with its own. A user may leave out any of them in the preview, so each removal is an
 * edit by itself that takes its own comma along: the text stays whole whichever are applied.
 */
export function annotatedEdits(document: JsonDocument, changes: readonly Change[]): AnnotatedEdit[] {
  const own = changes.map((change) => ({ change, edits: toTextEdits(document, change.edits) }));
  const removals = changes.flatMap((change) => removalsOf(change)).sort((a, b) => a.offset - b.offset);
  const all = toTextEdits(
    document,
    changes.flatMap(({ edits }) => edits),
  );
  const result: AnnotatedEdit[] = [];
  for (let i = 0; i < all.length; i++) {
    const run = cutsFrom(document, all, i);
    const gone = run && removals.filter((removal) => run.offset <= removal.offset && endOf(removal) <= endOf(run));
    if (!run || !gone?.[0]) {
      result.push({ ...all[i]!, change: ownerOf(all[i]!, own) ?? result.at(-1)?.change ?? changes[0]! });
      continue;
    }
    result.push(...(run.leads ? withLeadingComma(run, gone) : withTrailingComma(run, gone)));
    i += run.count - 1;
  }
  return result;
}

function removalsOf(change: Change): Removal[] {
  return change.edits.flatMap((edit) => {
    if (edit.kind !== 'remove') return [];
    const node = edit.node.parent?.kind === 'property' ? edit.node.parent : edit.node;
    return [{ offset: node.offset, length: node.length, change }];
  });
}

/** A stretch that is cut: one edit, or a comma with all that is cut behind it, which are the last members of their owner. */
interface Run extends Span {
  readonly count: number;
  readonly leads: boolean;
}

function cutsFrom({ text }: JsonDocument, edits: readonly TextEdit[], start: number): Run | undefined {
  const first = edits[start]!;
  if (first.newText !== '') return undefined;
  if (text.slice(first.offset, endOf(first)) !== ',') return { ...first, count: 1, leads: false };
  let end = endOf(first);
  let count = 1;
  for (const edit of edits.slice(start + 1)) {
    if (edit.newText !== '' || text.slice(end, edit.offset).trim() !== '') break;
    end = endOf(edit);
    count++;
  }
  return { offset: first.offset, length: end - first.offset, count, leads: true };
}

/** Each member with the comma before it. */
function withLeadingComma(run: Run, gone: readonly Removal[]): AnnotatedEdit[] {
  return gone.map((removal, i) => {
    const from = i === 0 ? run.offset : endOf(gone[i - 1]!);
    return { offset: from, length: endOf(removal) - from, newText: '', change: removal.change };
  });
}

/** Each member with the comma after it. */
function withTrailingComma(run: Run, gone: readonly Removal[]): AnnotatedEdit[] {
  return gone.map((removal, i) => {
    const from = i === 0 ? run.offset : removal.offset;
    const to = gone[i + 1]?.offset ?? endOf(run);
    return { offset: from, length: to - from, newText: '', change: removal.change };
  });
}

/** The change that would touch the same text by itself; the one with the most of it, and of those one to confirm. */
function ownerOf(edit: Span, own: readonly { change: Change; edits: readonly TextEdit[] }[]): Change | undefined {
  let best: { change: Change; weight: number } | undefined;
  for (const { change, edits } of own) {
    const same = edits.filter((other) => touches(other, edit));
    if (same.length === 0) continue;
    const shared = same.reduce((sum, other) => sum + overlap(other, edit), 0);
    const weight = shared * 2 + (change.confirm ? 1 : 0);
    if (!best || weight > best.weight) best = { change, weight };
  }
  return best?.change;
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(endOf(one), endOf(other)) - Math.max(one.offset, other.offset));
}
