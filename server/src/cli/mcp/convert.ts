import { cleanDescription } from '../../features/code-actions/refactorings/clean-description.ts';
import { convertToArm64 } from '../../features/code-actions/refactorings/convert-to-arm64.ts';
import { convertToExpress } from '../../features/code-actions/refactorings/convert-to-express.ts';
import { convertToFargate } from '../../features/code-actions/refactorings/convert-to-fargate.ts';
import type { Refactor } from '../../features/code-actions/refactorings/refactoring.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { executionRolePolicy } from '../../policy/execution-role.ts';
import { policyDocument, type RolePolicy, remarks } from '../../policy/policy.ts';
import { taskRolePolicy } from '../../policy/task-role.ts';
import { applyEdits, toTextEdits } from '../../syntax/edit.ts';
import { Impossible } from './roots.ts';
import type { Source } from './source.ts';

/** What a task definition can be converted to, and what to say if there is nothing to convert. */
export const CONVERSIONS: Readonly<Record<string, { readonly refactor: Refactor; readonly nothing: string }>> = {
  fargate: { refactor: convertToFargate, nothing: 'It is already for Fargate, or its launch type is decided later.' },
  arm64: {
    refactor: convertToArm64,
    nothing: 'It is already for ARM64, it is for Windows, or its platform is decided later.',
  },
  express: {
    refactor: convertToExpress,
    nothing: 'An Express service can run it already, or its containers or launch types are decided later.',
  },
  registrable: { refactor: cleanDescription, nothing: 'It contains nothing that only ECS sets.' },
};

/** The policies that can be written from a task definition. */
export const POLICIES: Readonly<Record<string, (task: TaskDefinition) => RolePolicy>> = {
  'execution-role-policy': executionRolePolicy,
  'task-role-policy': taskRolePolicy,
};

/**
 * Writes the IAM policy that a role needs, for the only task definition in a text.
 * @returns the policy, and what the file cannot know about it
 * @throws Impossible if there are several task definitions, or the role needs no permission
 */
export function policyFor({ analysis: { tasks } }: Source, to: string): { text: string; look: string[] } {
  const [task, ...more] = tasks;
  if (!task || more.length > 0)
    throw new Impossible(
      'The text has several task definitions. Pass one of them as text, or use "taskdef policy --task NAME".',
    );
  const policy = POLICIES[to]!(task);
  const document = policyDocument(policy);
  if (!document) throw new Impossible(`The ${policy.role} role needs no permissions for what the text shows.`);
  return { text: JSON.stringify(document, null, 2), look: remarks(policy) };
}

/**
 * Converts all task definitions in a text.
 * @returns the new text, what was done, and what the user should look at
 * @throws Impossible if it cannot be done; the message says why
 */
export function convert(source: Source, to: string): { text: string; done: string[]; look: string[] } {
  const { document, tasks } = source.analysis;
  if (document.blocksEdits)
    throw new Impossible(
      'The text has syntax errors and was not changed. Repair it with fix_task_definition and "all" first.',
    );
  const { refactor, nothing } = CONVERSIONS[to]!;
  const nowhere = { offset: 0, length: 0 };
  const found = tasks.flatMap((task) => refactor(task, nowhere));
  if (found.length === 0) throw new Impossible(`There is nothing to convert. ${nothing}`);
  const disabled = found.find((one) => one.disabled !== undefined);
  if (disabled) throw new Impossible(`It cannot be converted. ${disabled.disabled}. Change that first.`);
  const changes = found.flatMap((one) => one.changes);
  return {
    text: applyEdits(
      source.text,
      toTextEdits(
        document,
        changes.flatMap(({ edits }) => edits),
      ),
    ),
    done: changes.map(({ label }) => label),
    look: changes.flatMap(({ label, description }) => (description ? [`${label}: ${description}`] : [])),
  };
}
