import type { Container, TaskDefinition } from '../../model/task.ts';
import { type Dependency, dependenciesOf, removeDependencies } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

/** A task definition has ten containers at most; more circles than this say nothing new. */
const MAX_CYCLES = 10;
const MAX_FIXES = 10;

export default rule({
  title: 'Containers wait for each other in a circle',
  severity: 'error',
  source: {
    from: 'AWS Copilot validateNoCircularDependencies; amazon-ecs-agent dependency graph',
    checked: '2026-11-24',
  },
  concept: 'start-order',
  why: 'Each container of the circle waits for the next, so none of them can ever start. One of the dependencies has to go.',
  check(task, report) {
    const dependencies = dependenciesOf(task);
    for (const cycle of cyclesOf(task, dependencies)) {
      // The dependency that closes the circle comes first: it is the one that is most likely too many.
      const edges = [cycle[cycle.length - 1]!, ...cycle.slice(0, -1)];
      report({
        at: edges[0]!.name.node,
        message: `Start order in a circle: ${path(cycle)}. Remove one dependency`,
        fixes: edges.slice(0, MAX_FIXES).map(({ container, target }) => ({
          title: `Remove the dependency of ${container.title} on ${target!.title}`,
          edits: removeDependencies(
            dependencies.filter((other) => other.container === container && other.target === target),
          ),
        })),
        related: cycle.map(({ container, target, name }) => ({
          at: name.node,
          message: `${container.title} waits for ${target!.title}`,
        })),
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
  ],
  good: [
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
  ],
};

/**
 * The circles of the start order, each as the dependencies along it: one for each dependency that leads back
 * to a container on the way to it.
 */
function cyclesOf(task: TaskDefinition, dependencies: readonly Dependency[]): Dependency[][] {
  const from = new Map<Container, Dependency[]>();
  for (const dependency of dependencies) {
    const { container, target } = dependency;
    if (target && target !== container) from.set(container, [...(from.get(container) ?? []), dependency]);
  }
  const cycles: Dependency[][] = [];
  const done = new Set<Container>();
  for (const start of task.containers) {
    const way: { container: Container; by?: Dependency; open: Dependency[] }[] = [];
    const enter = (container: Container, by?: Dependency) => {
      way.push({ container, open: [...(from.get(container) ?? [])], ...(by ? { by } : {}) });
    };
    if (!done.has(start)) enter(start);
    while (way.length > 0 && cycles.length < MAX_CYCLES) {
      const last = way[way.length - 1]!;
      const next = last.open.shift();
      if (!next) {
        done.add(last.container);
        way.pop();
        continue;
      }
      const back = way.findIndex(({ container }) => container === next.target);
      if (back >= 0) cycles.push([...way.slice(back + 1).map(({ by }) => by!), next]);
      else if (!done.has(next.target!)) enter(next.target!, next);
    }
  }
  return cycles;
}

function path(cycle: readonly Dependency[]): string {
  const names = [...cycle.map(({ container }) => container.title), cycle[0]!.container.title].join(' → ');
  return names.length <= 55 ? names : `${cycle.length} containers`;
}
