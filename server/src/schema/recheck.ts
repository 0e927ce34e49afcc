import type { Finding } from '../findings/finding.ts';
import { containerAround } from '../model/edited-containers.ts';
import { isOfTask } from '../model/misplaced.ts';
import { isCompletedLater } from '../model/pipeline.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { ValueNode } from '../syntax/node.ts';
import type { Changed } from '../syntax/reads.ts';
import { Checker } from './check.ts';

/** What the schema says of a task definition, for {@link recheckSchema} to build on. */
export interface SchemaRun {
  readonly findings: readonly Finding[];
  /** The findings of each container that depend on nothing but it and the members at the top. */
  readonly ofContainers: ReadonlyMap<ValueNode, readonly Finding[]>;
  /** Whether a later step completes the file; undefined if nothing depends on that. */
  readonly completedLater: boolean | undefined;
}

/** Checks a task definition that is being edited against the schema, so that {@link recheckSchema} may follow. */
export function runSchema(task: TaskDefinition): SchemaRun {
  return new Checker(task).runFor();
}

/**
 * Checks again after an edit of the tree in place. If it is in one container, or adds or removes containers, the others
 * keep their findings: besides themselves, they depend only on the members at the top.
 * @param node the value that has changed, or the object or list with other members or items
 */
export function recheckSchema(task: TaskDefinition, last: SchemaRun, node: ValueNode, changed: Changed): SchemaRun {
  const list = task.containers.node;
  const container = list && containerAround(node, list);
  // What is at the top may concern each container, as may a member that belongs there.
  if (!list || !(container || node === list) || changed.names?.some(isOfTask)) return runSchema(task);
  // Values anywhere in the file can show that a later step completes it.
  const { completedLater } = last;
  if (completedLater !== undefined && completedLater !== isCompletedLater(task)) return runSchema(task);
  const kept = new Map(last.ofContainers);
  if (container) kept.delete(container);
  const again = new Checker(task).runFor(kept);
  return { ...again, completedLater: again.completedLater ?? completedLater };
}
