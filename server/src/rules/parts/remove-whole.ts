import type { Fix } from '../../findings/report.ts';
import { hasCommentInside } from '../../syntax/comments.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { remove } from '../../syntax/edit.ts';
import type { PropertyNode, ValueNode } from '../../syntax/node.ts';

/**
 * The fix that removes a member or an item, and the lists and objects around it that would become empty. It stops where
 * a comment would be lost; there is no fix if the node itself contains a comment.
 */
export function removeWhole(document: SourceDocument, node: PropertyNode | ValueNode, title: string): Fix[] {
  if (hasCommentInside(document, node)) return [];
  let target: PropertyNode | ValueNode = node;
  for (;;) {
    const owner: PropertyNode | ValueNode | undefined = target.parent;
    if (owner?.kind !== 'property') {
      const isOnlyPart = owner && (owner.kind === 'object' ? owner.properties : owner.items).length === 1;
      if (!isOnlyPart || owner.open || !owner.parent || hasCommentInside(document, owner)) break;
    }
    target = owner;
  }
  return [{ title, edits: [remove(target)] }];
}
