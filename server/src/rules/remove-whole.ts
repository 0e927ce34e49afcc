import { remove } from '../syntax/edit.ts';
import type { JsonDocument } from '../syntax/json.ts';
import { endOf, type PropertyNode, type Span, type ValueNode } from '../syntax/node.ts';
import type { Fix } from './rule.ts';

/**
 * The fix that removes a member or an item together with the lists and objects that would be left empty around it.
 * It stops where a comment would be lost, and there is none where the node itself has a comment in it.
 */
export function removeWhole(document: JsonDocument, node: PropertyNode | ValueNode, title: string): Fix[] {
  if (hasCommentIn(document, node)) return [];
  let target: PropertyNode | ValueNode = node;
  for (;;) {
    const owner: PropertyNode | ValueNode | undefined = target.parent;
    if (owner?.kind !== 'property') {
      const isOnlyPart = owner && (owner.kind === 'object' ? owner.properties : owner.items).length === 1;
      if (!isOnlyPart || owner.open || !owner.parent || hasCommentIn(document, owner)) break;
    }
    target = owner;
  }
  return [{ title, edits: [remove(target)] }];
}

function hasCommentIn({ comments }: JsonDocument, span: Span): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.offset < span.offset) low = middle + 1;
    else high = middle;
  }
  const next = comments[low];
  return next !== undefined && endOf(next) <= endOf(span);
}
