import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { dependenciesOf, removeDependencies } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'links or volumesFrom already determine the order',
  severity: 'info',
  source: { from: 'Amazon ECS API, ContainerDependency (START)', checked: '2026-11-24' },
  concept: 'start-order',
  why: 'A container starts after those that it links to or takes volumes from. `START` on the same container adds nothing; another condition does.',
  check(task, report) {
    for (const dependency of dependenciesOf(task)) {
      const { container, name, condition, target } = dependency;
      if (!target || target === container || !isKnown(condition, 'START')) continue;
      const implied = linkTo(container, name.value) ?? volumesFrom(container, name.value);
      if (!implied) continue;
      report({
        at: name.node,
        message: `"${name.value}" starts first anyway, because this container ${implied.because}`,
        tag: 'unnecessary',
        fixes: [{ title: `Remove the dependency on "${name.value}"`, edits: removeDependencies([dependency]) }],
        related: [{ at: implied.at, message: 'This already determines the order' }],
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
    "links": ["cache:redis"], // reached as "redis"
    "dependsOn": [{ "containerName": "cache", "condition": "START" }]
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "files" }], "dependsOn": [{ "containerName": "files", "condition": "START" }] },
  { "name": "files", "image": "files:3", "memory": 64 }
]`,
  ],
  good: [
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "cache", "condition": "START" }] },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "files" }], "dependsOn": [{ "containerName": "files", "condition": "SUCCESS" }] },
  { "name": "files", "image": "files:3", "memory": 64, "essential": false }
]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "links": ["cache:redis"] // reached as "redis"
  },
  { "name": "cache", "image": "redis:7.4", "memory": 128 }
]`,
    `[
  { "name": "app", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "files" }] },
  { "name": "files", "image": "files:3", "memory": 64 }
]`,
  ],
};

interface Implied {
  readonly at: SyntaxNode;
  readonly because: string;
}

function linkTo(container: Container, name: string): Implied | undefined {
  const link = container.strings('links').items.find(({ value }) => value.split(':')[0] === name);
  return link && { at: link, because: 'links to it' };
}

function volumesFrom(container: Container, name: string): Implied | undefined {
  for (const mount of container.list('volumesFrom')) {
    const source = mount.string('sourceContainer');
    if (source.state === 'known' && source.value === name) return { at: source.node, because: 'takes volumes from it' };
  }
  return undefined;
}
