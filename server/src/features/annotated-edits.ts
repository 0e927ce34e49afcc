import type { SourceDocument } from '../syntax/document.ts';
import { applyEdits, type TextEdit, toTextEdits } from '../syntax/edit.ts';
import { parseJson } from '../syntax/json/read.ts';
import { endOf, type Span } from '../syntax/node.ts';
import { independentEdits, staysWhole } from './independent-edits.ts';
import { type Change, touches } from './refactorings/refactoring.ts';

/** A change to the text and the change of the refactoring that it belongs to. */
export interface AnnotatedEdit extends TextEdit {
  readonly change: Change;
}

/** The text edits of a change by itself. */
interface Owned {
  readonly change: Change;
  readonly edits: readonly TextEdit[];
}

/** A member or item that goes, and the change that takes it. */
interface Removal extends Span {
  readonly change: Change;
}

/**
 * The text edits of several changes, each with its own. A user may leave out any of them in the preview, so each removal is an
 * edit by itself that takes its own comma along, and edits that need each other are one: the text stays whole whichever are applied.
 */
export function annotatedEdits(document: SourceDocument, changes: readonly Change[]): AnnotatedEdit[] {
  const own = changes.map((change) => ({ change, edits: toTextEdits(document, change.edits) }));
  const all = toTextEdits(
    document,
    changes.flatMap(({ edits }) => edits),
  );
  const whole = applyEdits(document.text, all);
  const join = (parts: readonly AnnotatedEdit[]) => joined(document, parts);
  const apart = removalsApart(document, changes, all, own);
  if (sameTokens(applyEdits(document.text, apart), whole)) {
    const edits = independentEdits(document, apart, join);
    if (edits) return edits;
  }
  const owned = withOwners(all, own, changes);
  return independentEdits(document, owned, join) ?? [join(owned)];
}

/** One edit in the place of several, with the text between them; it belongs to all of their changes. */
function joined({ text }: SourceDocument, parts: readonly AnnotatedEdit[]): AnnotatedEdit {
  const { offset } = parts[0]!;
  const end = endOf(parts.at(-1)!);
  const newText = applyEdits(
    text.slice(offset, end),
    parts.map((part) => ({ ...part, offset: part.offset - offset })),
  );
  const [first, ...more] = [...new Set(parts.map(({ change }) => change))] as [Change, ...Change[]];
  if (more.length === 0) return { offset, length: end - offset, newText, change: first };
  const several = [first, ...more];
  const descriptions = new Set(several.flatMap(({ description }) => description ?? []));
  const change: Change = {
    label: [...new Set(several.map(({ label }) => label))].join('; '),
    ...(descriptions.size > 0 ? { description: [...descriptions].join(' ') } : {}),
    ...(several.some(({ confirm }) => confirm) ? { confirm: true } : {}),
    edits: several.flatMap(({ edits }) => edits),
  };
  return { offset, length: end - offset, newText, change };
}

/** Whether two texts differ in nothing but space: commas and comments included. */
function sameTokens(one: string, other: string): boolean {
  const tokens = (text: string) => text.replaceAll(/\s+/g, '');
  return tokens(one) === tokens(other) && staysWhole(parseJson(one), other) && staysWhole(parseJson(other), one);
}

function removalsApart(
  document: SourceDocument,
  changes: readonly Change[],
  all: readonly TextEdit[],
  own: readonly Owned[],
): AnnotatedEdit[] {
  const removals = changes.flatMap((change) => removalsOf(change)).sort((a, b) => a.offset - b.offset);
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

function withOwners(all: readonly TextEdit[], own: readonly Owned[], changes: readonly Change[]): AnnotatedEdit[] {
  let last = changes[0]!;
  return all.map((edit) => {
    last = ownerOf(edit, own) ?? last;
    return { ...edit, change: last };
  });
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

function cutsFrom({ text }: SourceDocument, edits: readonly TextEdit[], start: number): Run | undefined {
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
function ownerOf(edit: Span, own: readonly Owned[]): Change | undefined {
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
