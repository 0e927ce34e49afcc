import type { Container } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';
import type { StringNode } from '../../syntax/node.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two containers have the same name',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-duplicate-container-names', checked: '2026-11-24' },
  concept: 'container',
  why: 'Start order, shared volumes and load balancers refer to a container by its name, so a name may occur only once in a task definition.',
  rejection: 'Container names must be unique within a task definition',
  check(task, report) {
    const first = new Map<string, Container>();
    const numbers = new Map<string, number>();
    const taken = new Set(task.containers.items.map((container) => container.text('name')?.value));
    for (const container of task.containers) {
      const name = nameOf(container);
      if (!name) continue;
      const earlier = first.get(name.value);
      if (!earlier) {
        first.set(name.value, container);
        continue;
      }
      const { free, number } = freeName(name.value, taken, numbers.get(name.value) ?? 2);
      numbers.set(name.value, number + 1);
      report({
        at: name,
        message: `Another container is already named "${name.value}": give this one another name`,
        fixes: [{ title: `Rename to "${free}"`, edits: [replace(name, free)] }],
        related: [{ at: earlier.label, message: `The first container named "${name.value}"` }],
      });
    }
  },
});

/** A known name, or a single variable: whatever its value, it equals itself. */
function nameOf(container: Container): StringNode | undefined {
  const node = container.text('name');
  if (!node || container.name.state === 'known') return node;
  // In a template's loop, the variable may have a different value each time.
  return container.task.document.templates.length === 0 && /^\$\{[A-Za-z_]\w*\}$/.test(node.value) ? node : undefined;
}

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 },
    { "name": "app", "image": "redis:7.4", "memory": 128 }
  ]
}`,
    `[{ "name": "\${N}", "image": "nginx:1.27", "memory": 128 }, { "name": "\${N}", "image": "redis:7.4", "memory": 128 }]`,
  ],
  good: [
    `[{ "name": "\${A}", "image": "nginx:1.27", "memory": 128 }, { "name": "\${B}", "image": "redis:7.4", "memory": 128 }]`,
    `[{ "name": "<NAME>", "image": "nginx:1.27", "memory": 128 }, { "name": "<NAME>", "image": "redis:7.4", "memory": 128 }]`,
    `[{% for c in cs %}{ "name": "\${N}", "image": "nginx:1.27", "memory": 128 }, { "name": "\${N}", "image": "redis:7.4", "memory": 128 }{% endfor %}]`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 },
    { "name": "App", "image": "redis:7.4", "memory": 128 }
  ]
}`,
    `[{ "name": "\${name}", "image": "a:1", "memory": 128 }, { "name": "\${name}-worker", "image": "b:1", "memory": 128 }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 },
    { "name": "app-2", "image": "redis:7.4", "memory": 128 }
  ]
}`,
    `[{ "name": "\${N}", "image": "nginx:1.27", "memory": 128 }, { "name": "\${N}-2", "image": "redis:7.4", "memory": 128 }]`,
  ],
};

/**
 * The first of `name-2`, `name-3` … that is free; marks it as taken.
 * @param from the number to start with; lower ones are known to be taken
 */
function freeName(name: string, taken: Set<string | undefined>, from: number): { free: string; number: number } {
  let number = from;
  while (taken.has(`${name}-${number}`)) number++;
  const free = `${name}-${number}`;
  taken.add(free);
  return { free, number };
}
