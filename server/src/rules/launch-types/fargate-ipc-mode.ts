import { forbid } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not support ipcMode',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-ipc-mode', checked: '2026-11-24' },
  concept: 'fargate',
  why: '`ipcMode` lets containers share memory segments and semaphores with each other or with the instance. Fargate refuses every value.',
  rejection: 'Fargate compatible task definitions do not support ipcMode',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes' || task.string('ipcMode').state !== 'known') return;
    forbid(task, 'ipcMode', 'Fargate does not support "ipcMode": remove it', report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"], // serverless
  "ipcMode": "task",
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512"
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "ipcMode": "task", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "ipcMode": "\${ipc}" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"], // serverless
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512"
}`,
  ],
};
