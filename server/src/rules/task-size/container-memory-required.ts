import { set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container without memory in a task without memory',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-container-memory-required', checked: '2026-11-24' },
  concept: 'memory-limit',
  why: 'ECS has to know how much memory to reserve for a task. If the task has no `memory`, each container has to set it: `memory` is a hard limit, `memoryReservation` a soft one.',
  rejection: "At least one of 'memory' or 'memoryReservation' must be specified.",
  check(container, report) {
    const { task } = container;
    // On Fargate the missing memory is the task's.
    if (task.isBareList || task.part.wrapper || task.requires('FARGATE') === 'yes') return;
    if (task.string('memory').state !== 'absent') return;
    const memory = container.number('memory');
    const isZero = memory.state === 'known' && memory.value === 0;
    if (memory.state !== 'absent' && !isZero) return;
    if (container.number('memoryReservation').state !== 'absent') return;
    report({
      at: isZero ? memory.node : container.label,
      message: isZero
        ? `Container ${container.title} needs memory, and 0 counts as none: write an amount in MiB`
        : `Container ${container.title} needs memory or memoryReservation, since the task sets no memory`,
      fixes: [
        {
          title: 'Set memory to 512',
          edits: [set(container.node, 'memory', 512, container.has('cpu') ? 'cpu' : 'image')],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // the front
      "essential": true
    },
    { "name": "cache", "image": "redis:7.4", "memoryReservation": 128, "memory": 256 }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 0 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memoryReservation": 128 }] }`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": \${memory} }] }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }] }`,
    `[{ "name": "web", "image": "nginx:1.27", "essential": true }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // the front
      "memory": 512,
      "essential": true
    },
    { "name": "cache", "image": "redis:7.4", "memoryReservation": 128, "memory": 256 }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }] }`,
  ],
};
