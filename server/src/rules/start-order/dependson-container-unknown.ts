import type { Container, TaskDefinition } from '../../model/task.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { type Dependency, dependenciesOf, removeDependencies } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

/** The most containers that a task definition may have. If there are more, that has to be put right first. */
const MAX_CONTAINERS = 10;

export default rule({
  title: 'dependsOn names a container that does not exist',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-dependson-container-missing', checked: '2026-11-24' },
  concept: 'start-order',
  why: 'A container can wait only for another container of the same task definition. Names are case-sensitive.',
  rejection: 'Cannot depend on container … because it does not exist',
  check(task, report) {
    if (!task.containerNamesKnown) return;
    const names = new Set(task.containers.items.map((container) => container.name.value!));
    const dependencies = dependenciesOf(task);
    for (const dependency of dependencies) {
      const { name, container } = dependency;
      if (names.has(name.value)) continue;
      const others = names.size > MAX_CONTAINERS ? [] : [...names].filter((other) => other !== container.name.value);
      const meant = nearest(name.value, others);
      const candidates = (meant.length > 0 ? meant : others).filter((other) =>
        accepts(task, dependency, other, dependencies),
      );
      report({
        at: name.node,
        ...unlessJoined(task),
        message: `There is no container "${name.value}". ${meant[0] ? `Did you mean "${meant[0]}"?` : 'Name a container of this task definition'}`,
        fixes: [
          ...candidates.map((other) => ({
            title: `Write "${other}"`,
            edits: [replace(name.node, other)],
            obvious: meant.length === 1,
          })),
          { title: `Remove the dependency on "${name.value}"`, edits: removeDependencies([dependency]) },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:7",
    "memory": 256,
    "dependsOn": [{ "containerName": "cahce", "condition": "START" }] // the cache
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }]`,
  ],
  good: [
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "START" }] },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "START" }] },
  { "name": "\${sidecar}", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "", "condition": "START" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:7",
    "memory": 256,
    "dependsOn": [{ "containerName": "cache", "condition": "START" }] // the cache
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128 }]`,
  ],
};

/** Whether a dependency can name the container without becoming a different mistake. */
function accepts(
  task: TaskDefinition,
  { container, condition }: Dependency,
  name: string,
  dependencies: readonly Dependency[],
): boolean {
  const [target, ...namesakes] = task.containersNamed(name);
  if (!target || namesakes.length > 0) return false;
  if (condition.value === 'HEALTHY' && target.object('healthCheck').presence === 'absent') return false;
  if ((condition.value === 'COMPLETE' || condition.value === 'SUCCESS') && target.essential.value !== false)
    return false;
  const alreadyThere = dependencies.some((other) => other.container === container && other.target === target);
  return !alreadyThere && !waitsFor(target, container, dependencies);
}

function waitsFor(container: Container, other: Container, dependencies: readonly Dependency[]): boolean {
  const reached = new Set([container]);
  for (const from of reached) {
    for (const { container: waiting, target } of dependencies) if (waiting === from && target) reached.add(target);
  }
  return reached.has(other);
}
