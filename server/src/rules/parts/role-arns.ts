import type { TaskDefinition } from '../../model/task.ts';

/** The two roles of a task definition. */
const ROLE_KEYS = ['executionRoleArn', 'taskRoleArn'] as const;

/** What to write for the names of the two roles: that of AWS's console, and a place to fill in. */
export const USUAL_ROLE_NAME = { executionRoleArn: 'ecsTaskExecutionRole', taskRoleArn: 'TASK_ROLE' } as const;

/** The roles that the file names, each with its member. */
export function knownRoles(task: TaskDefinition) {
  return ROLE_KEYS.flatMap((key) => {
    const role = task.string(key);
    return role.state === 'known' ? [{ key, value: role.value, node: role.node }] : [];
  });
}

/** The name of a role given as an ARN or as a bare name. */
export function roleNameOf(role: string): string {
  return role.slice(role.lastIndexOf('/') + 1);
}

/** The ARN of a role with another name in the same account and path. */
export function siblingRole(role: string, name: string): string {
  return role.slice(0, role.lastIndexOf('/') + 1) + name;
}

/** The same ARN with a placeholder as its account. */
export function withAccountPlaceholder(arn: string): string {
  const parts = arn.split(':');
  parts[4] = 'ACCOUNT_ID';
  return parts.join(':');
}
