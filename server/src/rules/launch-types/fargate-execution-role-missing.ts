import type { Container } from '../../model/task.ts';
import { addExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A task on Fargate without an execution role',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, task execution IAM role', checked: '2026-11-24' },
  concept: 'execution-role',
  why: 'Fargate uses the execution role to pull images from Amazon ECR, to write logs and to read secrets before your code runs. A task that uses public images and has no logs starts without it, but few tasks stay that way.',
  check(task, report) {
    const demand = task.compatibility('FARGATE');
    if (!demand || task.string('executionRoleArn').state !== 'absent') return;
    // If something in the file certainly needs the role, a more specific rule says so.
    if (task.containers.items.some(needsRole)) return;
    report({
      at: demand,
      message: 'Without executionRoleArn, Fargate cannot pull from ECR, write logs or read secrets: add it',
      fixes: [addExecutionRole(task, task.has('networkMode') ? 'networkMode' : 'requiresCompatibilities')],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", // one interface a task
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "<IMAGE1_NAME>" }]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "executionRoleArn": "\${role}", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", // one interface a task
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "<IMAGE1_NAME>" }]
}`,
  ],
};

/**
 * Whether ECS refuses the container without an execution role, as these report: image-ecr-, log-, secret- and
 * env-file-execution-role.
 */
function needsRole(container: Container): boolean {
  const logs = container.object('logConfiguration');
  return (
    /^\d{12}\.dkr[.-]ecr[.-]/.test(container.string('image').value ?? '') ||
    logs.string('logDriver').value === 'awslogs' ||
    logs.list('secretOptions').length > 0 ||
    container.list('secrets').length > 0 ||
    container.list('environmentFiles').length > 0
  );
}
