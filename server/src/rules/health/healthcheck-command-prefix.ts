import { nearest } from '../../schema/nearest.ts';
import { insert, remove, replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { joinCommand } from '../parts/shell-command.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

const PREFIXES = ['CMD', 'CMD-SHELL', 'NONE'];

export default rule({
  title: 'The command of a health check does not begin with CMD or CMD-SHELL',
  severity: 'warning',
  source: { from: 'Amazon ECS API, HealthCheck; moby daemon/health.go', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'The first text of the list says how to run the rest: `CMD` as it stands, `CMD-SHELL` in the shell of the container. Where Docker finds neither there, it runs no check at all, and the container never becomes healthy.',
  check(task, report) {
    for (const container of task.containers) {
      const list = container.object('healthCheck').member('command')?.value;
      const first = list?.kind === 'array' && !list.open ? list.items[0] : undefined;
      if (list?.kind !== 'array' || first?.kind !== 'string') continue;
      // "" is what the AWS CLI writes for a value to fill in.
      if (first.value === '' || PREFIXES.includes(first.value) || hasPlaceholder(first.value)) continue;
      const meant = nearest(first.value, PREFIXES)[0];
      report({
        at: first,
        message: meant
          ? `ECS knows no "${first.value}" here. Did you mean "${meant}"?`
          : 'A health check begins with "CMD" or "CMD-SHELL": put one of them first',
        fixes: meant
          ? [
              {
                title: `Write "${meant}"`,
                preferred: meant === first.value.toUpperCase(),
                edits: [replace(first, meant)],
              },
            ]
          : fixesOf(list),
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
    "healthCheck": {
      "command": ["curl -f http://localhost/ || exit 1"] // the start page
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["curl", "-f", "http://localhost/"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["cmd-shell", "curl -f http://localhost/"] } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "db", "image": "mysql:8.4", "memory": 128, "healthCheck": { "command": ["CMD", "mysqladmin", "ping"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": [""] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["\${check}"] } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "healthCheck": {
      "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] // the start page
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "curl", "-f", "http://localhost/"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/"] } }]`,
  ],
};

function fixesOf(list: ArrayNode): Fix[] {
  const words = list.items.filter((item): item is StringNode => item.kind === 'string');
  if (words.length !== list.items.length) return [];
  const shell = joinCommand(words.map((word) => word.value));
  const [first, second] = words;
  const inShell: Fix[] =
    shell === undefined || !first
      ? []
      : [
          {
            title: 'Run it in a shell: put "CMD-SHELL" first',
            edits: [
              replace(first, 'CMD-SHELL'),
              second ? replace(second, shell) : insert(list, shell),
              ...words.slice(2).map((word) => remove(word)),
            ],
          },
        ];
  const isShellText = words.length === 1 || words.some((word) => /^(\|\|?|&&|;)$/.test(word.value));
  if (isShellText) return inShell;
  // Every text moves back by one, so that comments between them stay where they are.
  const asItStands: Fix = {
    title: 'Run it as it stands: put "CMD" first',
    edits: [
      ...words.map((word, i) => replace(word, words[i - 1]?.value ?? 'CMD')),
      insert(list, words[words.length - 1]!.value),
    ],
  };
  return [asItStands, ...inShell];
}
