import type { Container } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { type Dependency, dependenciesOf } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No startTimeout limits how long other containers wait',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS API, ContainerDefinition startTimeout', checked: '2026-11-24' },
  concept: 'start-order',
  why: '`startTimeout` is how many seconds others wait for this container to become healthy or to end. After that ECS stops the task, which is better than a task that never becomes ready. On Fargate it can be 2 to 120.',
  check(task, report) {
    const waiting = new Map<Container, Dependency[]>();
    for (const dependency of dependenciesOf(task)) {
      const { container, target, condition } = dependency;
      if (!target || target === container || condition.state !== 'known' || condition.value === 'START') continue;
      waiting.set(target, [...(waiting.get(target) ?? []), dependency]);
    }
    for (const [target, dependencies] of waiting) {
      if (target.number('startTimeout').state !== 'absent') continue;
      report({
        at: target.label,
        message: `Other containers wait for ${target.title}: limit the wait with startTimeout`,
        fixes: [{ title: 'Set startTimeout to 120', edits: [set(target.node, 'startTimeout', 120)] }],
        related: dependencies.map(({ container, name }) => ({
          at: name.node,
          message: `${container.title} waits for it`,
        })),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "db",
    "image": "postgres:17",
    "memory": 256,
    "healthCheck": { "command": ["CMD", "pg_isready"] } // ships with it
  },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
  ],
  good: [
    `[
  { "name": "db", "image": "postgres:17", "memory": 256, "startTimeout": 60, "healthCheck": { "command": ["CMD", "pg_isready"] } },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
    `[
  { "name": "db", "image": "postgres:17", "memory": 256 },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] }
]`,
    `[
  { "name": "db", "image": "postgres:17", "memory": 256, "startTimeout": \${timeout}, "healthCheck": { "command": ["CMD", "pg_isready"] } },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
  ],
  fixed: [
    `[
  {
    "name": "db",
    "image": "postgres:17",
    "memory": 256,
    "healthCheck": { "command": ["CMD", "pg_isready"] }, // ships with it
    "startTimeout": 120
  },
  { "name": "app", "image": "app:7", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
]`,
  ],
};
