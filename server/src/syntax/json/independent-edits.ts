import type { SourceDocument } from '../document.ts';
import { applyEdits, type TextEdit } from '../edit.ts';
import { type ArrayNode, endOf, type ObjectNode, type Span, type ValueNode } from '../node.ts';
import { readJson } from './read.ts';
import { faultsOf, isNoWorse } from './whole.ts';

/** With more edits than this, the edits of an object or list are not tried one by one. */
const MOST = 40;

/**
 * Merges edits that need each other, so that the text stays intact whichever are applied and whichever are left out.
 * The effect of an edit on commas is limited to the object or list that contains it, so each of these is tried on its
 * own.
 * @param edits sorted, not overlapping
 * @param join merges neighbouring edits into one
 * @returns undefined if even all of them together break the text
 */
export function independentEdits<E extends TextEdit>(
  document: SourceDocument,
  edits: readonly E[],
  join: (parts: readonly E[]) => E,
): E[] | undefined {
  let list = [...edits];
  const settled = new Map<string, readonly E[]>();
  for (;;) {
    const groups = new Map<ObjectNode | ArrayNode | undefined, E[]>();
    for (const edit of list) {
      const owner = ownerOf(document.root, edit);
      groups.set(owner, [...(groups.get(owner) ?? []), edit]);
    }
    let pair: readonly [E, E] | undefined;
    for (const [owner, own] of groups) {
      const key = `${owner?.offset}`;
      const before = settled.get(key);
      if (before && before.length === own.length && before.every((edit, i) => edit === own[i])) continue;
      const sound = soundness(document, owner, own);
      if (!sound(own)) return undefined;
      pair = dependentPair(own, sound);
      if (pair) break;
      settled.set(key, own);
    }
    if (!pair) return list;
    const from = list.indexOf(pair[0]);
    const to = list.indexOf(pair[1]) + 1;
    list = [...list.slice(0, from), join(list.slice(from, to)), ...list.slice(to)];
  }
}

/**
 * Two edits that, together with all those between them, cannot be applied separately; undefined if every edit is
 * independent.
 */
function dependentPair<E extends TextEdit>(
  own: readonly E[],
  sound: (applied: readonly E[]) => boolean,
): readonly [E, E] | undefined {
  if (own.length < 2) return undefined;
  if (own.length > MOST) return [own[0]!, own.at(-1)!];
  const two = (i: number) => [own[i]!, own[i + 1]!] as const;
  for (let i = 0; i + 1 < own.length; i++) {
    const some = [own.slice(0, i + 1), own.slice(i + 1), two(i), own.filter((edit) => !two(i).includes(edit))];
    if (!some.every(sound)) return two(i);
  }
  for (const [i, edit] of own.entries()) {
    const others = own.filter((other) => other !== edit);
    if (sound([edit]) && sound(others)) continue;
    return i + 1 < own.length ? two(i) : two(i - 1);
  }
  return undefined;
}

/**
 * Returns a test of whether an object or list has no more faults after some of its edits than before. Nested values are
 * taken as they are.
 */
function soundness(
  { text, root }: SourceDocument,
  owner: ObjectNode | ArrayNode | undefined,
  own: readonly TextEdit[],
): (applied: readonly TextEdit[]) => boolean {
  const whole = owner ?? { offset: 0, length: text.length };
  const apart = (span: Span) => own.every((edit) => endOf(edit) <= span.offset || endOf(span) <= edit.offset);
  // Untouched values are replaced by zeros, which keeps the text to read short however large the file is.
  const rest = (owner ? childrenOf(owner) : root ? [root] : [])
    .filter((child) => (child.kind === 'object' || child.kind === 'array') && apart(child))
    .map(({ offset, length }) => ({ offset, length, newText: '0' }));
  const after = (applied: readonly TextEdit[]) => {
    const made = applyEdits(
      text.slice(whole.offset, endOf(whole)),
      [...rest, ...applied].map((edit) => ({ ...edit, offset: edit.offset - whole.offset })),
    );
    return faultsOf(readJson(made), made);
  };
  const before = after([]);
  return (applied) => isNoWorse(before, after(applied));
}

function ownerOf(root: ValueNode | undefined, edit: Span): ObjectNode | ArrayNode | undefined {
  let owner: ObjectNode | ArrayNode | undefined;
  let at = root;
  while (at && (at.kind === 'object' || at.kind === 'array') && at.offset < edit.offset && endOf(edit) < endOf(at)) {
    owner = at;
    at = childrenOf(at).find((child) => child.offset <= edit.offset && endOf(edit) <= endOf(child));
  }
  return owner;
}

function childrenOf(owner: ObjectNode | ArrayNode): ValueNode[] {
  return owner.kind === 'array' ? [...owner.items] : owner.properties.flatMap(({ value }) => (value ? [value] : []));
}
