import type { PropertyNode, SyntaxNode, ValueNode } from '../syntax/node.ts';

/** The member that a value belongs to, for a message. */
export function nameOf(node: ValueNode): string {
  const property = propertyAbove(node);
  return property ? `"${property.key.value}"` : 'The value';
}

/** The member that a node is in; undefined for the root and for what stands in a bare list. */
export function propertyAbove(node: SyntaxNode): PropertyNode | undefined {
  let at = node.parent;
  while (at && at.kind !== 'property') at = at.parent;
  return at;
}
