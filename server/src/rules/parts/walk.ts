import { enclosingProperty, type ObjectNode, type ValueNode } from '../../syntax/node.ts';

/** Visits every object in a tree, from the outside in, including the node itself. */
export function forEachObject(node: ValueNode | undefined, visit: (object: ObjectNode) => void): void {
  if (node?.kind === 'object') {
    visit(node);
    for (const property of node.properties) forEachObject(property.value, visit);
  } else if (node?.kind === 'array') {
    for (const item of node.items) forEachObject(item, visit);
  }
}

/** Visits every value in a tree that holds no other ones: texts, numbers, placeholders and so on. */
export function forEachValue(node: ValueNode | undefined, visit: (value: ValueNode) => void): void {
  if (node?.kind === 'object') for (const property of node.properties) forEachValue(property.value, visit);
  else if (node?.kind === 'array') for (const item of node.items) forEachValue(item, visit);
  else if (node) visit(node);
}

/** Visits every text in a tree, but not the names of members. */
export function forEachText(node: ValueNode | undefined, visit: (text: string) => void): void {
  if (node?.kind === 'string') visit(node.value);
  else if (node?.kind === 'object') for (const property of node.properties) forEachText(property.value, visit);
  else if (node?.kind === 'array') for (const item of node.items) forEachText(item, visit);
}

/** The name of the member that holds a node, directly or as a list item. */
export function holderOf(node: ValueNode): string | undefined {
  return enclosingProperty(node)?.key.value;
}
