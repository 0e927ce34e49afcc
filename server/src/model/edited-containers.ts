import type { ArrayNode, SyntaxNode, ValueNode } from '../syntax/node.ts';
import type { Changed } from '../syntax/reads.ts';
import { isOfTask } from './misplaced.ts';
import type { TaskDefinition } from './task.ts';

/**
 * The containers that an edit of the tree in place concerns: the one that it is in, and those that came with it.
 * @param before the task definition before the edit
 * @param node the value that has changed, or the object or list with other members or items
 * @returns undefined if it may concern every container: what is at the top may, and so may a member in a container that
 *   belongs there
 */
export function editedContainers(
  before: TaskDefinition,
  node: ValueNode,
  { names }: Changed,
): ReadonlySet<ValueNode> | undefined {
  const list = before.containers.node;
  const container = list && containerAround(node, list);
  if (!list || !(container || node === list) || names?.some(isOfTask)) return undefined;
  const known = new Set<ValueNode>(before.containers.items.map((one) => one.node));
  return new Set(list.items.filter((item) => item === container || !known.has(item)));
}

/** The item of the list of containers that a node is, or is inside. */
function containerAround(node: SyntaxNode, list: ArrayNode): ValueNode | undefined {
  let item: SyntaxNode = node;
  while (item.parent && item.parent !== list) item = item.parent;
  return item.parent === list && item.kind !== 'property' ? item : undefined;
}
