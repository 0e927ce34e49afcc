import type { Fix } from '../../findings/report.ts';
import { remove, set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'memoryReservation is larger than memory',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-container-memory-reservation', checked: '2026-11-24' },
  concept: 'memory-limit',
  why: '`memoryReservation` is what ECS reserves for the container, and `memory` is the most it may use before it is stopped. The limit cannot be below the reservation.',
  rejection: "'memory' must be greater than or equal to 'memoryReservation'",
  check(container, report) {
    const { task } = container;
    const ceiling = task.memoryMiB.value ?? Number.POSITIVE_INFINITY;
    const limit = container.number('memory');
    const reservation = container.number('memoryReservation');
    if (limit.state !== 'known' || reservation.state !== 'known' || reservation.value <= limit.value) return;
    const swap: Fix = {
      title: 'Swap memory and memoryReservation',
      edits: [set(container.node, 'memory', reservation.value), set(container.node, 'memoryReservation', limit.value)],
    };
    report({
      at: reservation.node,
      message: `memoryReservation ${reservation.value} is larger than memory ${limit.value}: lower it or raise memory`,
      fixes: [
        ...(reservation.value <= ceiling ? [swap] : []),
        { title: 'Remove memoryReservation', edits: [remove(reservation.property!)] },
      ],
      related: [{ at: limit.node, message: `The hard limit of container ${container.title}` }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128, // hard
      "memoryReservation": 256 // soft
    }
  ]
}`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "memoryReservation": 600 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 256, "memoryReservation": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 256, "memoryReservation": 256 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 0, "memoryReservation": \${soft} }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 256, // hard
      "memoryReservation": 128 // soft
    }
  ]
}`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }] }`,
  ],
};
