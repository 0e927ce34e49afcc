import type { TaskDefinition } from '../model/task.ts';
import { endOf, type SyntaxNode } from '../syntax/node.ts';

/** Whether a comment stands inside of a node, so that removing the node would lose it. */
export function holdsComment(task: TaskDefinition, node: SyntaxNode): boolean {
  const { comments } = task.document;
  // Searches by halves, as one finding in each line of a large file asks this.
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
