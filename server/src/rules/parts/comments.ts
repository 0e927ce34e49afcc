import type { TaskDefinition } from '../../model/task.ts';
import { hasCommentInside } from '../../syntax/comments.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** Whether a comment stands inside of a node, so that removing the node would lose it. */
export function holdsComment(task: TaskDefinition, node: SyntaxNode): boolean {
  return hasCommentInside(task.document, node);
}
