import { dependenciesOf, removeDependencies } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A container waits for itself',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'AWS Copilot validateNoCircularDependencies; amazon-ecs-agent dependency graph',
    checked: '2026-11-24',
  },
  concept: 'start-order',
  why: 'A container that waits for itself can never start.',
  check(task, report) {
    for (const dependency of dependenciesOf(task)) {
      const { container, target, name } = dependency;
      if (target !== container) continue;
      report({
        at: name.node,
        message: `Container ${container.title} cannot wait for itself: remove the dependency`,
        fixes: [{ title: `Remove the dependency on "${name.value}"`, edits: removeDependencies([dependency]) }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128, // enough
    "dependsOn": [
      { "containerName": "app", "condition": "START" },
      { "containerName": "cache", "condition": "START" }
    ]
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "app", "condition": "START" }] }]`,
  ],
  good: [
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "START" }] },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "\${name}", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "\${name}", "condition": "START" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128, // enough
    "dependsOn": [
      { "containerName": "cache", "condition": "START" }
    ]
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128 }]`,
  ],
};
