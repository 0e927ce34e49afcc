import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

/** GiB of ephemeral storage that every Fargate task has at no charge; AWS Fargate pricing, checked 2026-11-24. */
const FREE = 20;

/** The most GiB that Fargate offers; the schema check reports anything larger. */
const MOST = 200;

export default rule({
  title: 'Ephemeral storage beyond 20 GiB costs extra',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Fargate pricing: ephemeral storage', checked: '2026-11-24' },
  concept: 'ephemeral-storage',
  why: 'Each Fargate task has 20 GiB of storage for its image and its files at no cost. What `ephemeralStorage` adds is billed for as long as the task runs, used or not.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const storage = task.object('ephemeralStorage');
    const size = storage.number('sizeInGiB');
    if (size.state !== 'known' || size.value <= FREE || size.value > MOST) return;
    report({
      at: size.node,
      message: `${size.value - FREE} GiB of this are billed, the first ${FREE} are free: remove it if they are enough`,
      fixes: removeOne(task.document, storage.property!),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512", // MiB
  "ephemeralStorage": { "sizeInGiB": 100 },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "ephemeralStorage": { "sizeInGiB": \${size} },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512", // MiB
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
};
