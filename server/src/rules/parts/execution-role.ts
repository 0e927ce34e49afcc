import type { Fix } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { roleStub } from './stubs.ts';

/** The fix that adds the missing execution role after the family. */
export function addExecutionRole(task: TaskDefinition): Fix {
  const role = roleStub('ecsTaskExecutionRole', task);
  return { title: 'Add executionRoleArn', edits: [set(task.node!, 'executionRoleArn', role, 'family')] };
}
