import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { replace, set } from '../../syntax/edit.ts';
import { dependenciesOf } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'dependsOn waits for an essential container to end',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-dependson-complete-on-essential', checked: '2026-11-24' },
  concept: 'essential-container',
  why: 'When an essential container ends, ECS stops the whole task, so nothing can start after it. A container that prepares something and ends needs `"essential": false`; a container is essential by default.',
  rejection: 'A dependency container with SUCCESS or COMPLETE condition cannot be an essential container',
  check(task, report) {
    for (const { container, target, condition } of dependenciesOf(task)) {
      if (condition.state !== 'known' || !target || target === container) continue;
      if (condition.value !== 'SUCCESS' && condition.value !== 'COMPLETE') continue;
      if (!isKnown(target.essential, true)) continue;
      report({
        at: condition.node,
        message: `"${condition.value}" waits for ${target.title} to end: give it "essential": false, or wait for "START"`,
        fixes: [...makeNonEssential(target), { title: 'Wait for "START"', edits: [replace(condition.node, 'START')] }],
        related: [{ at: target.label, message: `${target.title} is essential` }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "migrate",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/migrate:7",
    "memory": 128,
    "essential": true // ends by itself
  },
  {
    "name": "app",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:7",
    "memory": 256,
    "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }]
  }
]`,
  ],
  good: [
    `[
  { "name": "migrate", "image": "migrate:7", "memory": 128, "essential": false },
  { "name": "app", "image": "app:7", "memory": 256, "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }] }
]`,
    `[
  { "name": "cache", "image": "redis:7.4", "memory": 128 },
  { "name": "app", "image": "app:7", "memory": 256, "dependsOn": [{ "containerName": "cache", "condition": "START" }] }
]`,
    `[
  { "name": "migrate", "image": "migrate:7", "memory": 128, "essential": \${essential} },
  { "name": "app", "image": "app:7", "memory": 256, "dependsOn": [{ "containerName": "migrate", "condition": "COMPLETE" }] }
]`,
  ],
  fixed: [
    `[
  {
    "name": "migrate",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/migrate:7",
    "memory": 128,
    "essential": false // ends by itself
  },
  {
    "name": "app",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:7",
    "memory": 256,
    "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }]
  }
]`,
  ],
};

/** Not for the last essential container, because a task needs one. */
function makeNonEssential(target: Container): Fix[] {
  const others = target.task.containers.items.filter((container) => container !== target);
  if (!others.some((container) => isKnown(container.essential, true))) return [];
  const edits = [set(target.node, 'essential', false)];
  // Who waits for its end wants it to end, which no essential container may.
  return [{ title: `Give ${target.title} "essential": false`, edits, obvious: true }];
}
