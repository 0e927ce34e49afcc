import type { Fix } from '../../findings/report.ts';
import { hasCommentInside } from '../../syntax/comments.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { remove } from '../../syntax/edit.ts';
import type { PropertyNode, ValueNode } from '../../syntax/node.ts';

/** The fix that removes a member or an item and nothing around it; none if a comment inside would be lost. */
export function removeOne(
  document: SourceDocument,
  node: PropertyNode | ValueNode,
  more: { title?: string; preferred?: boolean } = {},
): Fix[] {
  if (hasCommentInside(document, node)) return [];
  const title = node.kind === 'property' ? `Remove "${node.key.value}"` : 'Remove this item';
  return [{ title, edits: [remove(node)], ...more }];
}
