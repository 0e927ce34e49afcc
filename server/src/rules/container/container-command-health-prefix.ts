import type { Fix } from '../../findings/report.ts';
import { type NodeEdit, remove, replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import type { Json } from '../../syntax/value.ts';
import { containerRule, type Examples } from '../rule.ts';

const LISTS = ['entryPoint', 'command'] as const;

export default containerRule({
  title: 'CMD and CMD-SHELL belong in a health check',
  severity: 'warning',
  source: {
    from: 'Amazon ECS API reference, HealthCheck and ContainerDefinition: command',
    checked: '2026-11-28',
  },
  concept: 'health-check',
  why: 'Only the command of a health check begins with `CMD` or `CMD-SHELL`. `command` and `entryPoint` are passed on unchanged: the container looks for a program of that name and stops with exit code 127.',
  check(container, report) {
    for (const key of LISTS) {
      const words = container.strings(key);
      const first = words.node?.items[0];
      if (!words.node || first?.kind !== 'string' || !/^CMD(?:-SHELL)?$/.test(first.value)) continue;
      report({
        at: first,
        message: `"${first.value}" belongs in health checks; here it is run as a program: remove it`,
        fixes: words.node.open ? [] : fixesFor(words.node, first, hasShell(container.strings('entryPoint').node)),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "node:22",
    "memory": 128,
    "command": ["CMD-SHELL", "node server.js || exit 1"] // as in the check
  }
]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["CMD", "node", "server.js"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["/bin/sh", "-c"], "command": ["CMD-SHELL", "node server.js"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["CMD-SHELL", "node", "server.js"] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["node", "CMD"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["cmd", "/c", "start.bat"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "healthCheck": { "command": ["CMD", "true"] } }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "node:22",
    "memory": 128,
    "command": ["sh", "-c", "node server.js || exit 1"] // as in the check
  }
]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["node", "server.js"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["/bin/sh", "-c"], "command": ["node server.js"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["node", "server.js"] }]`,
  ],
};

/** Keeps what Docker would have run. A shell command line is given a shell, unless the entry point is one. */
function fixesFor(list: ArrayNode, first: StringNode, hasShellBefore: boolean): Fix[] {
  const rest = list.items.slice(1);
  const [line] = rest;
  const isLine = first.value === 'CMD-SHELL' && rest.length === 1 && line?.kind === 'string' && /\s/.test(line.value);
  if (isLine && !hasShellBefore) {
    const words: Json = ['sh', '-c', line.value];
    return [{ title: 'Run the line with a shell', edits: [replace(list, words)] }];
  }
  if (rest.length === 0) {
    const holder = list.parent?.kind === 'property' ? list.parent : first;
    return [{ title: `Remove "${first.value}"`, edits: [remove(holder)] }];
  }
  const edits: NodeEdit[] = [remove(first)];
  return [{ title: `Remove "${first.value}"`, edits }];
}

function hasShell(entryPoint: ArrayNode | undefined): boolean {
  const words = entryPoint?.items.map((item) => (item.kind === 'string' ? item.value : '')) ?? [];
  return /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(words[0] ?? '') && /^-\w*c$/.test(words.at(-1) ?? '');
}
