import { enclosingProperty, type ValueNode } from '../syntax/node.ts';
import { writtenKey } from '../syntax/projection.ts';

/** The member that a value belongs to, for use in a message. */
export function nameOf(node: ValueNode): string {
  const property = enclosingProperty(node);
  if (!property) return 'The value';
  const name = property.key.value;
  const written = writtenKey(property);
  return `"${written.toLowerCase() === name.toLowerCase() ? written : name}"`;
}
