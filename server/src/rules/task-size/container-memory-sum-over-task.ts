import type { Container } from '../../model/task.ts';
import { claimsOf, isTaskSizeIgnored, reservedMemory } from '../parts/container-claims.ts';
import { isFargateMemoryWrong } from '../parts/fargate-size-fixes.ts';
import { raiseTaskMemory } from '../parts/task-memory-fix.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The containers reserve more memory than the task has',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Rejection that users report, cloudnativedaysjp/dreamkast-infra PR 4766; API reference of ContainerDefinition, memory',
    checked: '2026-11-24',
  },
  concept: 'memory-limit',
  why: "Each container reserves its `memoryReservation`, or its `memory` if it has no reservation. The sum cannot exceed the task's `memory`.",
  rejection:
    "The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.",
  check(task, report) {
    const whole = task.memoryMiB;
    if (whole.state !== 'known' || whole.value === 0 || isFargateMemoryWrong(task) || isTaskSizeIgnored(task)) return;
    const { reservedMiB } = claimsOf(task);
    if (reservedMiB <= whole.value) return;
    // container-memory-over-task reports a single container that is too large.
    if (task.containers.items.some((container) => (container.number('memory').value ?? 0) > whole.value)) return;
    report({
      at: whole.node,
      message: `The containers reserve ${reservedMiB} MiB, but the task has only ${whole.value} MiB: raise memory`,
      // The rejection names memoryReservation. That hard limits are added up as well is documented, but has not been
      // seen.
      ...(softLimits(task.containers.items) > whole.value ? {} : { severity: 'warning' as const, rejection: '' }),
      fixes: raiseTaskMemory(task),
      related: task.containers.items
        .filter((container) => reservedMemory(container) > 0)
        .map((container) => ({
          at: (container.member('memoryReservation') ?? container.member('memory'))?.value ?? container.label,
          message: `Container ${container.title} reserves ${reservedMemory(container)} MiB`,
        })),
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
  "memory": "512", // for both
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 400 },
    { "name": "cache", "image": "redis:7.4", "memoryReservation": 300 }
  ]
}`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 400 }, { "name": "cache", "image": "redis:7.4", "memory": 300 }] }`,
  ],
  good: [
    `{ "family": "web", "memory": "700", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 400 }, { "name": "cache", "image": "redis:7.4", "memory": 300 }] }`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "memoryReservation": 128 }, { "name": "cache", "image": "redis:7.4", "memory": 300 }] }`,
    `{ "family": "web", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 400 }, { "name": "cache", "image": "redis:7.4", "memory": \${memory} }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "1024", // for both
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 400 },
    { "name": "cache", "image": "redis:7.4", "memoryReservation": 300 }
  ]
}`,
    `{ "family": "web", "memory": "700", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 400 }, { "name": "cache", "image": "redis:7.4", "memory": 300 }] }`,
  ],
};

function softLimits(containers: readonly Container[]): number {
  return containers.reduce(
    (total, container) => total + Math.max(0, container.number('memoryReservation').value ?? 0),
    0,
  );
}
