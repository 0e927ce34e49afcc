import { memberOf, resolve, type Schema } from '../../schema/schema.ts';
import { enclosingProperty, type ObjectNode, type ValueNode } from '../../syntax/node.ts';

/**
 * Visits every object in a tree, from the outside in, including the node itself.
 * @param except nodes to leave out with all that is in them
 */
export function forEachObject(
  node: ValueNode | undefined,
  visit: (object: ObjectNode) => void,
  except?: ReadonlySet<ValueNode>,
): void {
  if (!node || except?.has(node)) return;
  if (node.kind === 'object') {
    visit(node);
    for (const property of node.properties) forEachObject(property.value, visit, except);
  } else if (node.kind === 'array') {
    for (const item of node.items) forEachObject(item, visit, except);
  }
}

/**
 * Visits every value in a tree that contains no others: texts, numbers, placeholders and so on.
 * @param schema of the node; a visit is told that of its value, if the API has such a place
 */
export function forEachLeaf(
  node: ValueNode | undefined,
  schema: Schema | undefined,
  visit: (value: ValueNode, schema: Schema | undefined) => void,
): void {
  const type = schema && resolve(schema);
  if (node?.kind === 'object') {
    for (const { key, value } of node.properties)
      forEachLeaf(value, type && (memberOf(type, key.value) ?? (type.additionalProperties || undefined)), visit);
  } else if (node?.kind === 'array') for (const item of node.items) forEachLeaf(item, type?.items, visit);
  else if (node) visit(node, type);
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
