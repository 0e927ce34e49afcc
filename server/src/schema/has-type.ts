import type { ValueNode } from '../syntax/node.ts';
import type { Schema } from './schema.ts';

/** Whether a value has a type of the schema. */
export function hasType(node: ValueNode, type: NonNullable<Schema['type']>): boolean {
  switch (node.kind) {
    case 'number':
      return type === 'number' || (type === 'integer' && Number.isInteger(node.value));
    case 'boolean':
      return type === 'boolean';
    default:
      return node.kind === type;
  }
}
