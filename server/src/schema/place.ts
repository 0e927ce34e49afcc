import { enclosingProperty, type ValueNode } from '../syntax/node.ts';

/** The member that a value belongs to, for use in a message. */
export function nameOf(node: ValueNode): string {
  const property = enclosingProperty(node);
  return property ? `"${property.key.value}"` : 'The value';
}
