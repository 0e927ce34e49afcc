import { compareTasks } from '../comparison/compare.ts';
import { inWords } from '../comparison/words.ts';
import type { TaskDefinition } from '../model/task.ts';
import { UsageError } from './input.ts';
import { STDOUT, tell } from './output.ts';
import { compactJson, line, plural, shown } from './show.ts';
import { nameOfTask, tasksOf } from './tasks.ts';

/** What `--format` of `taskdef diff` takes. */
export const DIFF_FORMATS = ['pretty', 'json'] as const;

/**
 * Compares the task definitions of two files by their meaning, and prints the differences.
 * @returns the exit status: 0 if they mean the same, 1 if not
 * @throws UsageError if a file cannot be compared
 */
export function compare(before: string, after: string, format: (typeof DIFF_FORMATS)[number]): number {
  if (before === '-' && after === '-') throw new UsageError('Only one of the two files can be standard input.');
  const pairs = pairsOf(tasksOf(before), tasksOf(after));
  const found = pairs.map(({ name, a, b }) => {
    if (!a || !b) return { name, differences: [`only in ${a ? before : after}`], undecided: [] };
    return { name, ...inWords(compareTasks(a, b)) };
  });
  const count = found.reduce((sum, { differences }) => sum + differences.length, 0);
  if (format === 'json') {
    STDOUT.print(compactJson({ equal: count === 0, tasks: found }));
    return count === 0 ? 0 : 1;
  }
  for (const { name, differences, undecided } of found) {
    const margin = shown(found.length > 1 ? `${name}: ` : '');
    for (const sentence of differences) STDOUT.print(line`${margin}${shown(sentence)}`);
    for (const sentence of undecided) STDOUT.print(line`${margin}${shown(`? ${sentence}`)}`);
  }
  tell(shown(count === 0 ? 'Both mean the same to ECS.' : `${plural(count, 'difference')}.`));
  return count === 0 ? 0 : 1;
}

interface Pair {
  readonly name: string;
  readonly a: TaskDefinition | undefined;
  readonly b: TaskDefinition | undefined;
}

/** Pairs task definitions by name; two files with one each are compared whatever the names. */
function pairsOf(before: readonly TaskDefinition[], after: readonly TaskDefinition[]): Pair[] {
  if (before.length === 1 && after.length === 1)
    return [{ name: nameOfTask(before[0]!, 0), a: before[0], b: after[0] }];
  const [a, b] = [before, after].map((tasks) => new Map(tasks.map((task, i) => [nameOfTask(task, i), task] as const)));
  return [...new Set([...a!.keys(), ...b!.keys()])].map((name) => ({ name, a: a!.get(name), b: b!.get(name) }));
}
