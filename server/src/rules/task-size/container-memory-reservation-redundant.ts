import { removal } from '../parts/forbid.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'memoryReservation equal to memory has no effect',
  severity: 'info',
  source: { from: 'API reference of ContainerDefinition, memory and memoryReservation', checked: '2026-11-24' },
  concept: 'memory-limit',
  why: 'Without `memoryReservation`, ECS reserves `memory` for the container. The same number twice changes nothing.',
  check(container, report) {
    const limit = container.number('memory');
    const reservation = container.number('memoryReservation');
    if (limit.state !== 'known' || reservation.state !== 'known' || reservation.value !== limit.value) return;
    // Tools print 0 for "not set".
    if (limit.value === 0) return;
    report({
      at: reservation.node,
      message: `memoryReservation equals memory (${limit.value}), so it has no effect: remove it`,
      fixes: [{ ...removal(reservation.property!), preferred: true }],
      related: [{ at: limit.node, message: `The hard limit of container ${container.title}` }],
      tag: 'unnecessary',
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
      "memory": 256,
      // what it takes at rest
      "memoryReservation": 256
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 256, "memoryReservation": 128 }] }`,
    `{ "family": "web", "memory": "256", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memoryReservation": 256 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 256
      // what it takes at rest
    }
  ]
}`,
  ],
};
