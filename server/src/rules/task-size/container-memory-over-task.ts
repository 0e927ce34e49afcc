import type { Container, TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { claimsOf, isTaskSizeIgnored, reservedMemory } from '../parts/container-claims.ts';
import { isFargateMemoryWrong } from '../parts/fargate-size-fixes.ts';
import { raiseTaskMemory } from '../parts/task-memory-fix.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container has more memory than its task',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-container-memory-over-task', checked: '2026-11-24' },
  concept: 'memory-limit',
  why: "The task's `memory` is the limit for all of its containers together, so no container can have a higher limit.",
  rejection: "The 'memory' setting for container '…' is greater than for the task",
  check(container, report) {
    const { task } = container;
    const whole = task.memoryMiB;
    if (whole.state !== 'known' || whole.value === 0 || isFargateMemoryWrong(task) || isTaskSizeIgnored(task)) return;
    const limit = container.number('memory');
    if (limit.state !== 'known' || limit.value <= whole.value) return;
    const room = roomFor(container, task, whole.value);
    report({
      at: limit.node,
      message: `Container ${container.title} has memory ${limit.value}, but the task has only ${whole.value}: lower it or raise the task's`,
      fixes: [
        ...(room === undefined
          ? []
          : [{ title: `Set memory to ${room}`, edits: [set(container.node, 'memory', room)] }]),
        ...raiseTaskMemory(task),
      ],
      related: [{ at: whole.node, message: 'The memory of the task' }],
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
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 /* was 512 */ }
  ]
}`,
    `{
  "family": "web",
  "memory": "0.5GB",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 },
    { "name": "cache", "image": "redis:7.4", "memory": 128 }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }] }`,
    `{ "family": "web", "memory": "\${memory}", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 4096 }] }`,
    `{ "family": "web", "memory": "1 GB", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 1024 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512 /* was 512 */ }
  ]
}`,
    `{
  "family": "web",
  "memory": "0.5GB",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 384 },
    { "name": "cache", "image": "redis:7.4", "memory": 128 }
  ]
}`,
  ],
};

/** The most memory that a container can have alongside the others' reservations; undefined if too little remains. */
function roomFor(container: Container, task: TaskDefinition, whole: number): number | undefined {
  const { reservedMiB } = claimsOf(task);
  if (container.number('memoryReservation').state !== 'absent') {
    return reservedMiB <= whole && reservedMemory(container) < whole ? whole : undefined;
  }
  const room = whole - (reservedMiB - reservedMemory(container));
  return room >= 64 ? room : undefined;
}
