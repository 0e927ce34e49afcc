import { endOf, type ObjectNode, type PropertyNode, type SyntaxNode, type ValueNode } from './node.ts';

/** What is at an offset. */
export interface Location {
  /** The innermost node: the property if the offset is on its key, otherwise a value. */
  readonly node: SyntaxNode;
  /** True if the offset is on a property's key. */
  readonly onKey: boolean;
  /** The node itself if it is a property, or the property whose value it is. */
  readonly property: PropertyNode | undefined;
  /** The innermost object around the offset. */
  readonly object: ObjectNode | undefined;
}

/** Finds the innermost node that contains an offset, ends included; undefined outside the root. */
export function locate(root: ValueNode | undefined, offset: number): Location | undefined {
  if (!root || offset < root.offset || offset > endOf(root)) return undefined;
  let node: ValueNode = root;
  let property: PropertyNode | undefined;
  let object: ObjectNode | undefined;
  for (;;) {
    if (node.kind === 'object') {
      object = node;
      const inside = node.properties.find((p) => holds(p, offset) || holdsScattered(p, offset));
      if (!inside) return { node, onKey: false, property, object };
      property = inside;
      if (!inside.value || !(holds(inside.value, offset) || holdsScattered(inside, offset))) {
        return { node: inside, onKey: holds(inside.key, offset), property, object };
      }
      node = inside.value;
    } else if (node.kind === 'array') {
      const inside = findItem(node.items, offset);
      if (!inside) return { node, onKey: false, property, object };
      property = undefined;
      node = inside;
    } else {
      return { node, onKey: false, property, object };
    }
  }
}

function holds(span: { offset: number; length: number }, offset: number): boolean {
  return offset >= span.offset && offset <= span.offset + span.length;
}

/** Whether an offset is in a member whose place is outside the object that it belongs to. */
function holdsScattered({ value }: PropertyNode, offset: number): boolean {
  return value?.kind === 'object' && value.scattered === true && value.properties.some((p) => holds(p, offset));
}

function findItem(items: readonly ValueNode[], offset: number): ValueNode | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle]!;
    if (offset < item.offset) high = middle - 1;
    else if (offset > endOf(item)) low = middle + 1;
    else return item;
  }
  return undefined;
}
