import { Ask, set } from '../../syntax/edit.ts';
import { siblingRole, USUAL_ROLE_NAME } from '../parts/role-arns.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task role and the execution role are the same',
  severity: 'warning',
  source: { from: 'checkov CKV_AWS_249', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'ECS uses the execution role to pull the image, write logs and read secrets before your code starts; the task role is what your code acts as. With one role for both, your code can read every secret that ECS may read for it, and ECS gets rights that only your code needs.',
  check(task, report) {
    const execution = task.string('executionRoleArn');
    const own = task.string('taskRoleArn');
    if (execution.state !== 'known' || own.state !== 'known' || execution.value !== own.value) return;
    const separate = (key: 'taskRoleArn' | 'executionRoleArn', title: string) => {
      const role = siblingRole(own.value, USUAL_ROLE_NAME[key]);
      return role === own.value ? [] : [{ title, edits: [set(task.node!, key, new Ask(role))] }];
    };
    report({
      at: own.node,
      message: 'taskRoleArn is the same role as executionRoleArn: use two roles',
      fixes: [
        ...separate('taskRoleArn', 'Set taskRoleArn to a role of its own'),
        ...separate('executionRoleArn', 'Set executionRoleArn to a role of its own'),
      ],
      related: [{ at: execution.node, message: 'The execution role' }],
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
  "taskRoleArn": "arn:aws:iam::111122223333:role/ecsTaskRole" // for now
}`,
    `{ "family": "web", "executionRoleArn": "ecsTaskExecutionRole", "taskRoleArn": "ecsTaskRole" }`,
  ],
};
