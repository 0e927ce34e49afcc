import { forbid } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate does not support dockerSecurityOptions',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-docker-security-options', checked: '2026-11-24' },
  concept: 'fargate',
  why: 'These options configure Docker with SELinux, AppArmor or Windows credentials on the instance. On Fargate you have no instance, and it does not run Docker.',
  rejection: 'Fargate compatible task definitions do not support dockerSecurityOptions',
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes') return;
    forbid(container, 'dockerSecurityOptions', 'Fargate does not support "dockerSecurityOptions": remove it', report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      // hardened
      "dockerSecurityOptions": ["no-new-privileges"],
      "image": "nginx:1.27"
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "dockerSecurityOptions": [] }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["no-new-privileges"] }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      // hardened
      "image": "nginx:1.27"
    }
  ]
}`,
  ],
};
