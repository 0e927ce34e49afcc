import { isSplitShellText, joinCommand, shellTextAt } from '../../model/shell-line.ts';
import { type ArrayNode, isPlaceholder, type StringNode } from '../../syntax/node.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The line for "sh -c" is split into words',
  severity: 'warning',
  source: {
    from: 'POSIX, sh: option -c; Amazon ECS API, ContainerDefinition: entryPoint and command',
    checked: '2026-11-28',
  },
  concept: 'container',
  why: 'After `-c` a shell runs one text. What follows is handed to that text as `$0`, `$1` and so on and is not run: of `sh -c npm run start` only `npm` is. The words of `command` follow those of `entryPoint`.',
  check(task, report) {
    for (const container of task.containers) {
      const entryPoint = container.strings('entryPoint');
      const command = container.strings('command');
      if ([entryPoint, command].some(({ node, presence }) => presence === 'deferred' || node?.open)) continue;
      // The shell fills in `$HOME`, whatever it looks like.
      const words = [...textsOf(entryPoint.node), ...textsOf(command.node)];
      const at = shellTextAt(words.map((word) => word.value));
      if (at === undefined || !words[at] || isPlaceholder(words[at])) continue;
      const behind = words.slice(at + 1);
      if (
        !isSplitShellText(
          words[at].value,
          behind.map((word) => word.value),
        )
      )
        continue;
      report({
        at: behind[0]!,
        message: '"sh -c" runs the one text after it and nothing further: join the rest to it',
        fixes: joinedIn(words, words[at], behind),
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
    "entryPoint": ["sh", "-c"],
    "command": [
      "npm", // of the image
      "run",
      "start"
    ]
  }
]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["/bin/sh", "-c", "npm run migrate", "&&", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["bash", "-o", "pipefail", "-ce", "--", "npm", "start"] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["sh", "-c"], "command": ["npm run start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "exec npm \\"$@\\"", "sh", "start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["bash", "/start.sh"], "command": ["npm", "start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["sh", "-c", "npm start", "--"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "-e", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "--", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["bash", "-co"], "command": ["pipefail", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["bash", "-euo", "pipefail", "-c", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["bash", "-norc", "/start.sh", "web"] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "node:22",
    "memory": 128,
    "entryPoint": ["sh", "-c"],
    "command": [
      "npm run start" // of the image
    ]
  }
]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["/bin/sh", "-c", "npm run migrate && npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["bash", "-o", "pipefail", "-ce", "--", "npm start"] }]`,
  ],
};

function textsOf(list: ArrayNode | undefined): StringNode[] {
  return list?.items.filter((item): item is StringNode => item.kind === 'string') ?? [];
}

/** Joins the words in the list where the line begins, if they all stand in it. */
function joinedIn(words: readonly StringNode[], text: StringNode, behind: readonly StringNode[]) {
  if (behind.some((word) => word.parent !== text.parent)) return [];
  const list = words.filter((word) => word.parent === text.parent);
  const kept = list.slice(0, list.indexOf(text)).map((word) => word.value);
  const line = joinCommand([text, ...behind].map((word) => word.value));
  return asWords(list, [...kept, line], 'Join the words to one line');
}
