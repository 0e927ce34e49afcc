import { remove, replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { meantHealthCheck, rewrite } from '../parts/health-command.ts';
import { isShellOperator, joinCommand, splitScript } from '../parts/shell-command.ts';
import { type Examples, type Fix, type Report, rule } from '../rule.ts';

export default rule({
  title: 'A health check’s command is not split as it has to be',
  severity: 'warning',
  source: { from: 'moby daemon/health.go; Amazon ECS API, HealthCheck', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'After `CMD-SHELL` comes one text, the command as one would type it; a shell takes further texts for its own parameters and does not run them. After `CMD` comes the program and then each argument as a text of its own, and no shell reads them.',
  check(task, report) {
    for (const container of task.containers) {
      const list = container.object('healthCheck').member('command')?.value;
      if (list?.kind !== 'array' || list.open) continue;
      const words = list.items.filter((item): item is StringNode => item.kind === 'string');
      if (words.length !== list.items.length || meantHealthCheck(words.map((word) => word.value))) continue;
      const finding =
        words[0]?.value === 'CMD-SHELL'
          ? judgeShell(words)
          : words[0]?.value === 'CMD'
            ? judgeExec(list, words)
            : undefined;
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "/app/check now"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "sh", "-c", "curl", "-f", "http://localhost:$PORT/"] } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "sh", "-c", "curl -f \\"$1\\"", "check", "http://localhost/"] } }]`,
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
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "/app/check now"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD", "sh", "-c", "curl -f http://localhost:$PORT/"] } }]`,
  ],
};

function judgeShell(words: readonly StringNode[]): Report | undefined {
  if (words.length <= 2) return undefined;
  return {
    at: words[2]!,
    message: '"CMD-SHELL" runs the one text after it and nothing further: join the rest to it',
    fixes: inShell(words, 'Join the texts to one'),
  };
}

function judgeExec(list: ArrayNode, words: readonly StringNode[]): Report | undefined {
  const split = judgeScript(list, words);
  if (split) return split;
  const operator = words.slice(1).find((word) => isShellOperator(word.value));
  const line = words.length === 2 && /^[\w./-]+\s+[^\s\\][^\\]*$/.test(words[1]!.value) ? words[1] : undefined;
  const at = operator ?? line;
  if (!at) return undefined;
  return {
    at,
    message: operator
      ? `"CMD" runs no shell, so "${operator.value}" is only an argument: use "CMD-SHELL"`
      : '"CMD" takes each argument as a text of its own: use "CMD-SHELL" for a whole line',
    fixes: inShell(words, 'Run it with "CMD-SHELL"'),
  };
}

function judgeScript(list: ArrayNode, words: readonly StringNode[]): Report | undefined {
  const split = splitScript(words.slice(1).map((word) => word.value));
  if (!split) return undefined;
  return {
    at: words[split.at + 1]!,
    message: '"-c" runs the one text after it and nothing further: join the rest to it',
    fixes: split.words
      ? [{ title: 'Join the texts to one', edits: rewrite(list, words, ['CMD', ...split.words]) }]
      : [],
  };
}

/** Makes the words after the first one text for the shell. */
function inShell(words: readonly StringNode[], title: string): Fix[] {
  const command = joinCommand(words.slice(1).map((word) => word.value));
  if (command === undefined) return [];
  const edits = [
    ...(words[0]!.value === 'CMD-SHELL' ? [] : [replace(words[0]!, 'CMD-SHELL')]),
    replace(words[1]!, command),
    ...words.slice(2).map((word) => remove(word)),
  ];
  return [{ title, edits }];
}
