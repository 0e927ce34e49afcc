import { remove } from '../syntax/edit.ts';
import type { JsonDocument } from '../syntax/json.ts';
import { endOf, type PropertyNode, type SyntaxNode, type ValueNode } from '../syntax/node.ts';
import type { Fix } from './rule.ts';

/** The fix that removes a member or an item and nothing around it; none where a comment inside would be lost. */
export function removeOne(
  document: JsonDocument,
  node: PropertyNode | ValueNode,
  more: { title?: string; preferred?: boolean } = {},
): Fix[] {
  if (holdsComment(document, node)) return [];
  const title = node.kind === 'property' ? `Remove "${node.key.value}"` : 'Remove this item';
  return [{ title, edits: [remove(node)], ...more }];
}

/** Searches by halves, as one finding in each line of a large file asks this. */
function holdsComment({ comments }: JsonDocument, node: SyntaxNode): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle]!.offset < node.offset) low = middle + 1;
    else high = middle;
  }
  const next = comments[low];
  return next !== undefined && next.offset < endOf(node);
}
