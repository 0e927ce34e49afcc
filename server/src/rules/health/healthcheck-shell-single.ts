import type { Report } from '../../findings/report.ts';
import { meantHealthCommand } from '../../model/health-command.ts';
import { hasShellOperator, isShellOperator, shellTextAt, splitShellWords } from '../../model/shell-line.ts';
import type { StringNode } from '../../syntax/node.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { sayAttached } from '../parts/shell-words.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The command of a health check is split in the wrong way',
  severity: 'warning',
  source: { from: 'moby daemon/health.go; Amazon ECS API, HealthCheck', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'After `CMD-SHELL` comes one item, the command as you would type it; the shell treats further items as its own parameters and does not run them. After `CMD` come the program and then each argument as a separate item, and no shell reads them.',
  check(container, report) {
    const list = container.object('healthCheck').member('command')?.value;
    if (list?.kind !== 'array' || list.open) return;
    const words = list.items.filter((item): item is StringNode => item.kind === 'string');
    if (words.length !== list.items.length) return;
    const finding = judge(words);
    if (finding) report(finding);
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
      "command": ["CMD-SHELL", "curl -f http://localhost/", "|| exit 1"] // the start page
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "curl -f http://localhost/ || exit 1"] } }]`,
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "healthCheck": {
      "command": [
        "CMD",
        "curl",
        "-f",
        "http://localhost/",
        "||",
        "exit",
        "1"
      ]
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "sh", "-c", "curl -f http://localhost/ || exit 1"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "\${check}"] } }]`,
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }]`,
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "healthCheck": {
      "command": [
        "CMD-SHELL",
        "curl -f http://localhost/ || exit 1"
      ]
    }
  }
]`,
  ],
};

function judge(words: readonly StringNode[]): Report | undefined {
  const [prefix, ...rest] = words.map((word) => word.value);
  if (prefix !== 'CMD' && prefix !== 'CMD-SHELL') return undefined;
  if (rest.length === 0) return { at: words[0]!, message: `Nothing follows "${prefix}": add what to run` };
  const meant = meantHealthCommand([prefix, ...rest]);
  if (meant?.fault !== 'split') return undefined;
  const joins = meant.words[0] === prefix && meant.words.length < words.length;
  const title = joins
    ? 'Join the items'
    : meant.words[0] === 'CMD'
      ? 'Write each word as an item'
      : 'Run it with "CMD-SHELL"';
  return {
    ...fault(words, prefix),
    fixes: [
      ...asWords(words, meant.words, title),
      ...(meant.otherwise ? asWords(words, meant.otherwise, 'Run it with "CMD-SHELL"') : []),
    ],
  };
}

function fault(words: readonly StringNode[], prefix: string): Report {
  const rest = words.slice(1);
  const split = splitShellWords(rest.map((word) => word.value));
  if (split && prefix === 'CMD') return { at: rest[split.at]!, message: sayAttached(rest[split.at]!.value, split) };
  const text = shellTextAt(rest.map((word) => word.value));
  if (text !== undefined && prefix === 'CMD')
    return {
      at: rest[text + 1]!,
      message: '"sh -c" runs only the item after it: join the rest to that item',
    };
  if (prefix === 'CMD-SHELL')
    return rest.length === 1
      ? { at: rest[0]!, message: 'In quotes, the whole line is treated as the name of a program: remove the quotes' }
      : { at: rest[1]!, message: '"CMD-SHELL" runs only the item after it: join the rest to that item' };
  const operator = rest.find((word) => hasShellOperator(word.value));
  if (operator && isShellOperator(operator.value))
    return {
      at: operator,
      message: `"CMD" runs no shell, so "${operator.value}" is just an argument: use "CMD-SHELL"`,
    };
  return {
    at: operator ?? rest[0]!,
    message: '"CMD" takes each word as a separate item: use "CMD-SHELL" for a whole line',
  };
}
