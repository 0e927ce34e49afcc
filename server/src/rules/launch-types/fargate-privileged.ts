import { isKnown } from '../../model/field.ts';
import { forbid } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate does not support privileged containers',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-privileged', checked: '2026-11-24' },
  concept: 'fargate',
  why: 'A privileged container has root rights on its host, and on Fargate the host belongs to AWS. Only `SYS_PTRACE` can be added there, in `linuxParameters.capabilities`.',
  rejection: "Fargate requires that the 'privileged' setting be 'false'",
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes') return;
    if (!isKnown(container.boolean('privileged'), true)) return;
    forbid(container, 'privileged', 'Fargate does not support privileged containers: remove "privileged"', report);
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
      "image": "nginx:1.27", // from Docker Hub
      "privileged": true,
      "linuxParameters": { "capabilities": { "drop": ["ALL"] } }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "privileged": false }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "privileged": true }] }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "privileged": \${privileged} }] }`,
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
      "image": "nginx:1.27", // from Docker Hub
      "linuxParameters": { "capabilities": { "drop": ["ALL"] } }
    }
  ]
}`,
  ],
};
