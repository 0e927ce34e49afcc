import { cyclesOf, pathOfCycle, reportOfCycle, startOrderOf } from '../parts/start-order.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Start order forms a cycle',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'AWS Copilot validateNoCircularDependencies; amazon-ecs-agent dependency graph, which takes links and volumesFrom for dependencies too',
    checked: '2026-11-28',
  },
  concept: 'start-order',
  why: 'Each container of the cycle waits for the next, so none of them can ever start. `dependsOn`, `links` and `volumesFrom` all make a container wait. One of them has to be removed.',
  check(task, report) {
    for (const cycle of cyclesOf(task, startOrderOf(task))) {
      // AWS has its own rejection for a cycle of links, which container-links-cycle reports.
      if (cycle.every(({ kind }) => kind === 'links')) continue;
      report(reportOfCycle(cycle, `Start order forms a cycle: ${pathOfCycle(cycle)}. Remove one dependency`));
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "dependsOn": [{ "containerName": "cache", "condition": "START" }]
  },
  {
    "name": "cache",
    "image": "redis:7.4",
    "memory": 128, // enough
    "dependsOn": [{ "containerName": "app", "condition": "START" }]
  }
]`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "b", "condition": "START" }] },
  { "name": "b", "image": "b:1", "memory": 128, "dependsOn": [{ "containerName": "c", "condition": "START" }] },
  { "name": "c", "image": "c:1", "memory": 128, "dependsOn": [{ "containerName": "d", "condition": "START" }, { "containerName": "a", "condition": "START" }] },
  { "name": "d", "image": "d:1", "memory": 128 }
]`,
    `{
  "family": "shop",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "site", "image": "site:1", "memory": 128, "links": ["php"] },
    { "name": "php", "image": "php:8", "memory": 128, "volumesFrom": [{ "sourceContainer": "site" }] }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "b", "condition": "START" }] },
  { "name": "b", "image": "b:1", "memory": 128, "volumesFrom": [{ "sourceContainer": "a" }, { "sourceContainer": "c" }] },
  { "name": "c", "image": "c:1", "memory": 128 }
]`,
  ],
  good: [
    `{
  "family": "shop",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "site", "image": "site:1", "memory": 128, "links": ["php"], "volumesFrom": [{ "sourceContainer": "php" }] },
    { "name": "php", "image": "php:8", "memory": 128 }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "b", "condition": "START" }, { "containerName": "c", "condition": "START" }] },
  { "name": "b", "image": "b:1", "memory": 128, "dependsOn": [{ "containerName": "c", "condition": "START" }] },
  { "name": "c", "image": "c:1", "memory": 128 }
]`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "\${name}", "condition": "START" }] },
  { "name": "\${name}", "image": "b:1", "memory": 128, "dependsOn": [{ "containerName": "a", "condition": "START" }] }
]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "dependsOn": [{ "containerName": "cache", "condition": "START" }]
  },
  {
    "name": "cache",
    "image": "redis:7.4",
    "memory": 128 // enough
  }
]`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "b", "condition": "START" }] },
  { "name": "b", "image": "b:1", "memory": 128, "dependsOn": [{ "containerName": "c", "condition": "START" }] },
  { "name": "c", "image": "c:1", "memory": 128, "dependsOn": [{ "containerName": "d", "condition": "START" }] },
  { "name": "d", "image": "d:1", "memory": 128 }
]`,
    `{
  "family": "shop",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "site", "image": "site:1", "memory": 128, "links": ["php"] },
    { "name": "php", "image": "php:8", "memory": 128 }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 128, "dependsOn": [{ "containerName": "b", "condition": "START" }] },
  { "name": "b", "image": "b:1", "memory": 128, "volumesFrom": [{ "sourceContainer": "c" }] },
  { "name": "c", "image": "c:1", "memory": 128 }
]`,
  ],
};
