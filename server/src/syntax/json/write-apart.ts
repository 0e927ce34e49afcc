import type { SourceDocument } from '../document.ts';
import { applyEdits, type TextEdit } from '../edit.ts';
import type { EditGroup, GroupedEdit } from '../language.ts';
import { endOf, type Span, touches } from '../node.ts';
import { independentEdits } from './independent-edits.ts';
import { staysWhole } from './whole.ts';
import { writeJson } from './write.ts';

/** A member or item to remove, and the group that removes it. */
interface Removal extends Span {
  readonly group: number;
}

/**
 * The text edits of several groups of changes. Any of them may be left out, so each removal is an edit of its own that
 * includes its comma, and edits that need each other are merged: the text stays intact whichever are applied.
 */
export function writeApart(document: SourceDocument, groups: readonly EditGroup[]): GroupedEdit[] {
  const own = groups.map(({ edits }) => writeJson(document, edits, 'plain'));
  const all = writeJson(
    document,
    groups.flatMap(({ edits }) => edits),
    'plain',
  );
  const whole = applyEdits(document.text, all);
  const join = (parts: readonly GroupedEdit[]) => joined(document, parts);
  const owners = all.map((edit) => ownerOf(edit, own, groups));
  const apart = removalsApart(document, groups, all, owners);
  if (sameTokens(document, applyEdits(document.text, apart), whole)) {
    const edits = independentEdits(document, apart, join);
    if (edits) return edits;
  }
  const owned = withOwners(all, owners);
  return independentEdits(document, owned, join) ?? [join(owned)];
}

/** Merges several edits, with the text between them, into one that belongs to all of their groups. */
function joined({ text }: SourceDocument, parts: readonly GroupedEdit[]): GroupedEdit {
  const { offset } = parts[0]!;
  const end = endOf(parts.at(-1)!);
  const newText = applyEdits(
    text.slice(offset, end),
    parts.map((part) => ({ ...part, offset: part.offset - offset })),
  );
  return { offset, length: end - offset, newText, groups: [...new Set(parts.flatMap(({ groups }) => groups))] };
}

/** Whether two texts differ only in white space: commas and comments count. */
function sameTokens({ language }: SourceDocument, one: string, other: string): boolean {
  const tokens = (text: string) => text.replaceAll(/\s+/g, '');
  return (
    tokens(one) === tokens(other) && staysWhole(language.read(one), other) && staysWhole(language.read(other), one)
  );
}

function removalsApart(
  document: SourceDocument,
  groups: readonly EditGroup[],
  all: readonly TextEdit[],
  owners: readonly (number | undefined)[],
): GroupedEdit[] {
  const removals = groups.flatMap(removalsOf).sort((a, b) => a.offset - b.offset);
  const result: GroupedEdit[] = [];
  for (let i = 0; i < all.length; i++) {
    const run = cutsFrom(document, all, i);
    const gone = run && removals.filter((removal) => run.offset <= removal.offset && endOf(removal) <= endOf(run));
    if (!run || !gone?.[0]) {
      const owner = owners[i];
      result.push({ ...all[i]!, groups: owner === undefined ? (result.at(-1)?.groups ?? [0]) : [owner] });
      continue;
    }
    result.push(...(run.leads ? withLeadingComma(run, gone) : withTrailingComma(run, gone)));
    i += run.count - 1;
  }
  return result;
}

function withOwners(all: readonly TextEdit[], owners: readonly (number | undefined)[]): GroupedEdit[] {
  let last = 0;
  return all.map((edit, i) => {
    last = owners[i] ?? last;
    return { ...edit, groups: [last] };
  });
}

function removalsOf({ edits }: EditGroup, group: number): Removal[] {
  return edits.flatMap((edit) => {
    if (edit.kind !== 'remove') return [];
    const node = edit.node.parent?.kind === 'property' ? edit.node.parent : edit.node;
    return [{ offset: node.offset, length: node.length, group }];
  });
}

/** A span to cut: one edit, or a comma together with the last members of its object or list, which are cut after it. */
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
function withLeadingComma(run: Run, gone: readonly Removal[]): GroupedEdit[] {
  return gone.map((removal, i) => {
    const from = i === 0 ? run.offset : endOf(gone[i - 1]!);
    return { offset: from, length: endOf(removal) - from, newText: '', groups: [removal.group] };
  });
}

/** Each member with the comma after it. */
function withTrailingComma(run: Run, gone: readonly Removal[]): GroupedEdit[] {
  return gone.map((removal, i) => {
    const from = i === 0 ? run.offset : removal.offset;
    const to = gone[i + 1]?.offset ?? endOf(run);
    return { offset: from, length: to - from, newText: '', groups: [removal.group] };
  });
}

/**
 * The group that on its own would change the same text. If there are several, the one with the largest overlap wins; on
 * a tie, the one that comes first.
 */
function ownerOf(edit: Span, own: readonly (readonly TextEdit[])[], groups: readonly EditGroup[]): number | undefined {
  let best: { group: number; weight: number } | undefined;
  for (const [group, edits] of own.entries()) {
    const same = edits.filter((other) => touches(other, edit));
    if (same.length === 0) continue;
    const shared = same.reduce((sum, other) => sum + overlap(other, edit), 0);
    const weight = shared * 2 + (groups[group]!.comesFirst ? 1 : 0);
    if (!best || weight > best.weight) best = { group, weight };
  }
  return best?.group;
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(endOf(one), endOf(other)) - Math.max(one.offset, other.offset));
}
