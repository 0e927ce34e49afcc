import { forbidBecause, launchTypeDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'ephemeralStorage is only for Fargate',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-ephemeral-storage-ec2', checked: '2026-11-24' },
  concept: 'ephemeral-storage',
  why: '`ephemeralStorage` makes the disk of a Fargate task larger. On EC2 a task uses the disk of the instance, whose size the launch template sets.',
  rejection: 'Tasks using the EC2 launch type do not support EphemeralStorage',
  check(task, report) {
    // Other launch types have their own rules: external-unsupported, mi-unsupported-field.
    if (task.requires('EC2') !== 'yes' || task.requires('FARGATE') !== 'no') return;
    const message = 'Tasks on EC2 use the disk of the instance: remove "ephemeralStorage"';
    forbidBecause(launchTypeDemand(task, 'EC2'), task, task, 'ephemeralStorage', message, report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"], // no longer on Fargate
  "ephemeralStorage": { "sizeInGiB": 50 },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "ephemeralStorage": { "sizeInGiB": 50 } }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2", "\${other}"], "ephemeralStorage": { "sizeInGiB": 50 } }`,
    `{ "family": "web", "ephemeralStorage": { "sizeInGiB": 50 } }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"], // no longer on Fargate
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
