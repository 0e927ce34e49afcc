import { set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container on EC2 without a hard memory limit',
  severity: 'info',
  source: { from: 'AWS Config rule ecs-task-definition-memory-hard-limit', checked: '2026-11-24' },
  concept: 'memory-limit',
  why: 'A soft limit lets a container grow until the instance has no memory left, and then other tasks on it suffer too. With `memory`, only the leaking container is stopped.',
  check(container, report) {
    const { task } = container;
    if (task.requires('EC2') !== 'yes' || task.requires('FARGATE') === 'yes') return;
    // The task's memory also limits its containers.
    if (task.string('memory').state !== 'absent') return;
    const reservation = container.number('memoryReservation');
    if (reservation.state !== 'known' || container.number('memory').state !== 'absent') return;
    const limit = reservation.value * 2;
    report({
      at: reservation.node,
      message: `Container ${container.title} has only a soft memory limit: set memory too, as a hard limit`,
      fixes: [{ title: `Set memory to ${limit}`, edits: [set(container.node, 'memory', limit, 'memoryReservation')] }],
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
      "image": "nginx:1.27",
      "memoryReservation": 128 // at rest
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memoryReservation": 128, "memory": 256 }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memoryReservation": 128 }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memoryReservation": 128, "memory": \${memory} }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memoryReservation": 128, // at rest
      "memory": 256
    }
  ]
}`,
  ],
};
