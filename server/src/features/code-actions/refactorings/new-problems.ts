import { type Analysis, analyse } from '../../../analysis.ts';
import type { Finding } from '../../../findings/finding.ts';
import { apart } from '../../../findings/joined.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import { applyEdits, toTextEdits } from '../../../syntax/edit.ts';
import type { Refactoring } from './refactoring.ts';

/** The text of the document after a refactoring. */
export function textAfter(task: TaskDefinition, { changes }: Refactoring): string {
  const { document } = task;
  return applyEdits(
    document.text,
    toTextEdits(
      document,
      changes.flatMap(({ edits }) => edits),
    ),
  );
}

/** Results by the refactoring's title: the light bulb asks on every cursor movement. */
const known = new WeakMap<TaskDefinition, Map<string, string | undefined>>();

/**
 * The message of the first problem that a refactoring would introduce; undefined if there is none. Only for
 * refactorings of the whole task definition, which do not depend on the cursor.
 */
export function newProblem(task: TaskDefinition, refactoring: Refactoring): string | undefined {
  const problems = known.get(task) ?? new Map<string, string | undefined>();
  known.set(task, problems);
  if (!problems.has(refactoring.title)) {
    const found = newFindings(read(task, task.document.text), read(task, textAfter(task, refactoring)));
    problems.set(refactoring.title, (found.find(({ severity }) => severity === 'error') ?? found[0])?.message);
  }
  return problems.get(refactoring.title);
}

/** The errors and warnings that occur more often in the second analysis than in the first. */
export function newFindings(before: Analysis, after: Analysis): Finding[] {
  const known = new Map<string, number>();
  for (const { rule } of apart(before.findings).filter(isSerious)) known.set(rule, (known.get(rule) ?? 0) + 1);
  return apart(after.findings)
    .filter(isSerious)
    .filter(({ rule }) => {
      const left = known.get(rule) ?? 0;
      known.set(rule, left - 1);
      return left <= 0;
    });
}

function isSerious({ severity }: Finding): boolean {
  return severity !== 'info';
}

function read({ fileName }: TaskDefinition, text: string): Analysis {
  return analyse(text, fileName, 'asked');
}
