import { set } from '../../syntax/edit.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { Ask } from '../../syntax/value.ts';
import { siblingRole, USUAL_ROLE_NAME } from '../parts/role-arns.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task role and the execution role are the same',
  severity: 'warning',
  source: { from: 'checkov CKV_AWS_249', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'ECS uses the execution role to pull the image, write logs and read secrets before your code starts; the task role is what your code runs as. With one role for both, your code can read every secret that ECS reads for it, and ECS gets rights that only your code needs.',
  check(task, report) {
    const execution = task.text('executionRoleArn');
    const own = task.text('taskRoleArn');
    if (!execution || !own || own.value === '' || execution.value !== own.value) return;
    // The same name in the same account is the same role, whatever the account. But a placeholder for the name may be
    // replaced differently in two steps.
    if (hasPlaceholder(own.value) && hasPlaceholder(own.value.slice(own.value.lastIndexOf('/') + 1))) return;
    const separate = (key: 'taskRoleArn' | 'executionRoleArn', title: string) => {
      const role = siblingRole(own.value, USUAL_ROLE_NAME[key]);
      return role === own.value ? [] : [{ title, edits: [set(task.node!, key, new Ask(role))] }];
    };
    report({
      at: own,
      message: 'taskRoleArn is the same role as executionRoleArn: use two roles',
      fixes: [
        ...separate('taskRoleArn', 'Set taskRoleArn to a role of its own'),
        ...separate('executionRoleArn', 'Set executionRoleArn to a role of its own'),
      ],
      related: [{ at: execution, message: 'The execution role' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole" // for now
}`,
    `{ "family": "web", "executionRoleArn": "ecsTaskRole", "taskRoleArn": "ecsTaskRole" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::\${account}:role/ecsTaskRole", "taskRoleArn": "arn:aws:iam::\${account}:role/ecsTaskRole" }`,
  ],
  good: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole"
}`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole" }`,
    `{ "family": "web", "executionRoleArn": "\${role}", "taskRoleArn": "\${role}" }`,
    `{ "family": "web", "executionRoleArn": "", "taskRoleArn": "" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE" // for now
}`,
    `{ "family": "web", "executionRoleArn": "ecsTaskRole", "taskRoleArn": "TASK_ROLE" }`,
    `{ "family": "web", "executionRoleArn": "arn:aws:iam::\${account}:role/ecsTaskRole", "taskRoleArn": "arn:aws:iam::\${account}:role/TASK_ROLE" }`,
  ],
};
