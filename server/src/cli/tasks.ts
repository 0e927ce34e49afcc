import { analyse } from '../analysis.ts';
import type { TaskDefinition } from '../model/task.ts';
import { findInputs, readFound, UsageError } from './input.ts';

/**
 * Reads the task definitions of a file, or of standard input if the path is `-`.
 * @returns at least one
 * @throws UsageError if the file cannot be read or has none
 */
export function tasksOf(path: string): readonly TaskDefinition[] {
  const [found] = findInputs([path]);
  const input =
    found &&
    readFound(found, ({ file, reason }) => {
      throw new UsageError(`${file}: ${reason}`, true);
    });
  if (!input) throw new UsageError(`${path}: It contains no task definition.`, true);
  const analysis = analyse(input.text, input.file, 'asked');
  if (input.text.trim() !== '' && analysis.document.blocksEdits)
    throw new UsageError(`${path}: The text has syntax errors. "taskdef check" shows where.`, true);
  if (analysis.tasks.length === 0) throw new UsageError(`${path}: It contains no task definition.`, true);
  return analysis.tasks;
}

/** What a task definition is called: by its document, otherwise by its family, otherwise by its place. */
export function nameOfTask(task: TaskDefinition, index: number): string {
  if (task.part.id !== '') return task.part.id;
  const family = task.string('family');
  return family.state === 'known' ? family.value : `task definition ${index + 1}`;
}
