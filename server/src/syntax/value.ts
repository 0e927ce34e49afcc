import type { Json } from './edit.ts';
import type { ValueNode } from './node.ts';

/** A value as it would be written; undefined where a part of it is decided later, or is broken. */
export function jsonOf(node: ValueNode): Json | undefined {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'array': {
      const items = node.items.map(jsonOf);
      return node.open || items.includes(undefined) ? undefined : (items as Json[]);
    }
    case 'object': {
      if (node.open) return undefined;
      const members = new Map<string, Json>();
      for (const { key, value } of node.properties) {
        const member = value && jsonOf(value);
        if (member === undefined || members.has(key.value)) return undefined;
        members.set(key.value, member);
      }
      return Object.fromEntries(members);
    }
    default:
      return undefined;
  }
}
