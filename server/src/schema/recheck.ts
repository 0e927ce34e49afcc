import type { Finding } from '../findings/finding.ts';
import { isCompletedLater } from '../model/pipeline.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { ValueNode } from '../syntax/node.ts';
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
 * Checks again after edits of the tree in place. The containers that they do not concern keep their findings: besides
 * themselves, those depend only on the members at the top.
 * @param edited the containers that the edits concern; undefined if they may concern all
 */
export function recheckSchema(
  task: TaskDefinition,
  last: SchemaRun,
  edited: ReadonlySet<ValueNode> | undefined,
): SchemaRun {
  if (!edited) return runSchema(task);
  // Values anywhere in the file can show that a later step completes it.
  const { completedLater } = last;
  if (completedLater !== undefined && completedLater !== isCompletedLater(task)) return runSchema(task);
  const kept = new Map(last.ofContainers);
  for (const container of edited) kept.delete(container);
  const again = new Checker(task).runFor(kept);
  return { ...again, completedLater: again.completedLater ?? completedLater };
}
