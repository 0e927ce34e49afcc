import { type Analysis, analyse } from '../../../analysis.ts';
import type { Finding } from '../../../findings/finding.ts';
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

/** What is known of the refactorings of a task definition, by title: the light bulb asks at each move of the cursor. */
const known = new WeakMap<TaskDefinition, Map<string, string | undefined>>();

/**
 * What would be wrong after a refactoring and is not now: the message of the first such finding; undefined for none.
 * For refactorings of the whole task definition, which are the same wherever the cursor is.
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

/** The errors and warnings of the second analysis that the first has fewer of. */
export function newFindings(before: Analysis, after: Analysis): Finding[] {
  const known = new Map<string, number>();
  for (const { rule } of before.findings.filter(isSerious)) known.set(rule, (known.get(rule) ?? 0) + 1);
  return after.findings.filter(isSerious).filter(({ rule }) => {
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
