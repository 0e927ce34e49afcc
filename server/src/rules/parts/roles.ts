import type { Cause } from '../../findings/joined.ts';
import type { Fix } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { hasAsk } from '../../syntax/value.ts';
import { roleStub } from './stubs.ts';

/**
 * The fix that adds the missing execution role. If the file says which role that is, there is nothing left to decide.
 * @param after the member that it follows
 */
export function addExecutionRole(task: TaskDefinition, after = 'family'): Fix {
  return addRole(task, 'executionRoleArn', after);
}

/** The same for the task role. */
export function addTaskRole(task: TaskDefinition, after = 'family'): Fix {
  return addRole(task, 'taskRoleArn', after);
}

function addRole(task: TaskDefinition, key: 'executionRoleArn' | 'taskRoleArn', after: string): Fix {
  const role = roleStub(key === 'taskRoleArn' ? 'ecsTaskRole' : 'ecsTaskExecutionRole', task);
  return { title: `Add "${key}"`, edits: [set(task.node!, key, role, after)], obvious: !hasAsk(role) };
}

/**
 * The cause that rules share which report a missing execution role.
 * @param what needs the role
 */
export function missingExecutionRole(what: string): Cause {
  return { of: 'executionRoleArn', also: 'also for', what };
}
