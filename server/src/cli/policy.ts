import { enumerate } from '../model/wording.ts';
import { executionRolePolicy } from '../policy/execution-role.ts';
import { policyDocument, type RoleKind, type RolePolicy, remarks } from '../policy/policy.ts';
import { taskRolePolicy } from '../policy/task-role.ts';
import { UsageError } from './input.ts';
import { STDOUT, tell } from './output.ts';
import { json, line, shown } from './show.ts';
import { nameOfTask, tasksOf } from './tasks.ts';

/** The roles that `--role` takes. */
export const ROLES = ['execution', 'task'] as const satisfies readonly RoleKind[];

const POLICIES: Readonly<Record<RoleKind, typeof executionRolePolicy>> = {
  execution: executionRolePolicy,
  task: taskRolePolicy,
};

/**
 * Prints the IAM policies that a task definition's roles need as JSON, and what the file cannot know about them on
 * standard error.
 * @param role prints the policy of this role alone, as IAM accepts it; both under their names if undefined
 * @param name the task definition, if the file has several
 * @returns the exit status
 * @throws UsageError if the file has no task definition, or several and none is named
 */
export function printPolicy(path: string, role: RoleKind | undefined, name: string | undefined): number {
  const tasks = tasksOf(path);
  const names = tasks.map(nameOfTask);
  const index = name === undefined ? 0 : names.indexOf(name);
  if (index < 0) throw new UsageError(`${path} has no task definition "${name}". It has ${quoted(names)}.`, true);
  if (name === undefined && tasks.length > 1)
    throw new UsageError(`${path} has several task definitions. Name one with --task: ${quoted(names)}.`, true);
  const task = tasks[index]!;
  if (role) {
    const policy = POLICIES[role](task);
    const document = policyDocument(policy);
    if (document) STDOUT.print(json(document));
    else
      tell(shown(`The ${role} role needs no permissions for what the file contains, so there is no policy to print.`));
    explain([policy]);
    return 0;
  }
  const policies = ROLES.map((one) => POLICIES[one](task));
  // IAM has no null: a role without permissions needs no policy.
  STDOUT.print(json(Object.fromEntries(policies.map((one) => [`${one.role}Role`, policyDocument(one) ?? null]))));
  explain(policies);
  return 0;
}

function explain(policies: readonly RolePolicy[]): void {
  for (const policy of policies)
    for (const sentence of remarks(policy)) tell(line`${shown(policy.role)} role: ${shown(sentence)}`);
}

function quoted(names: readonly string[]): string {
  return enumerate(
    names.map((one) => `"${one}"`),
    'and',
  );
}
