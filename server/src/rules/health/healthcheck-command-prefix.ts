import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { meantHealthCheck, rewrite } from '../parts/health-command.ts';
import { joinCommand } from '../parts/shell-command.ts';
import { type Examples, type Fix, type Report, rule } from '../rule.ts';

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
      if (list?.kind !== 'array' || list.open) continue;
      const words = list.items.filter((item): item is StringNode => item.kind === 'string');
      if (words.length !== list.items.length) continue;
      const finding = judge(list, words);
      if (finding) report(finding);
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL, curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["[CMD-SHELL", "curl -f http://localhost/ || exit 1]"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "[ \\"CMD-SHELL\\", \\"curl -f http://localhost/ || exit 1\\" ]"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "CMD", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["/healthcheck"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["cmd", "/c", "curl -f http://localhost/"] } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "[ -f /tmp/ready ]"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "[", "-f", "/tmp/ready", "]"] } }]`,
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "/healthcheck"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "cmd", "/c", "curl -f http://localhost/"] } }]`,
  ],
};

function judge(list: ArrayNode, words: readonly StringNode[]): Report | undefined {
  const [first] = words;
  if (!first) return undefined;
  const isProper = PREFIXES.includes(first.value);
  const meant = meantHealthCheck(words.map((word) => word.value));
  if (!isProper && (!meant || meant.missing)) {
    if (first.value === '' || hasPlaceholder(first.value)) return undefined;
    const name = nearest(first.value, PREFIXES)[0];
    // A program in small letters may only look like one of the words.
    if (name && words.length > 1 && /^[A-Z _-]+$/.test(first.value)) {
      return {
        at: first,
        message: `ECS knows no "${first.value}" here. Did you mean "${name}"?`,
        fixes: [{ title: `Write "${name}"`, edits: [replace(first, name)] }],
      };
    }
  }
  if (!meant) return undefined;
  const [prefix] = meant.words;
  const isCase = !meant.missing && !isProper && sameBut(words, meant.words);
  if (isCase) {
    return {
      at: first,
      message: `ECS knows no "${first.value}" here. Did you mean "${prefix}"?`,
      fixes: [
        {
          title: `Write "${prefix}"`,
          preferred: prefix === first.value.toUpperCase(),
          edits: [replace(first, prefix!)],
        },
      ],
    };
  }
  return {
    at: words[meant.at] ?? first,
    message: meant.missing
      ? 'A health check begins with "CMD" or "CMD-SHELL": put one of them first'
      : `Docker cannot run this: "${prefix}" stands once, alone, before the command`,
    fixes: fixesOf(list, words, meant.words, meant.missing),
  };
}

/** Whether lists differ in their first word alone. */
function sameBut(words: readonly StringNode[], meant: readonly string[]): boolean {
  return words.length === meant.length && words.every((word, i) => i === 0 || word.value === meant[i]);
}

function fixesOf(list: ArrayNode, words: readonly StringNode[], meant: readonly string[], missing: boolean): Fix[] {
  const fix = (to: readonly string[], title: string): Fix => ({ title, edits: rewrite(list, words, to) });
  if (!missing) return [fix(meant, `Write it as "${meant[0]}" and the command`)];
  if (meant[0] === 'CMD-SHELL') return [fix(meant, 'Run it in a shell: put "CMD-SHELL" first')];
  const asItStands = fix(meant, 'Run it as it stands: put "CMD" first');
  // A shell that starts a shell is of no use.
  const shell = words.length > 1 && words[1]!.value !== '-c' ? joinCommand(words.map((word) => word.value)) : undefined;
  return shell === undefined
    ? [asItStands]
    : [asItStands, fix(['CMD-SHELL', shell], 'Run it in a shell: put "CMD-SHELL" first')];
}
