import type { Fix } from '../../findings/report.ts';
import { isSplitShellText, joinCommand, shellTextAt, splitShellWords } from '../../model/shell-line.ts';
import { type ArrayNode, isPlaceholder, type StringNode } from '../../syntax/node.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { sayAttached } from '../parts/shell-words.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The command line after "sh -c" is not one item',
  severity: 'warning',
  source: {
    from: 'POSIX, sh: option -c; Amazon ECS API, ContainerDefinition: entryPoint and command; dash 0.5 and bash 5.2, tried',
    checked: '2026-11-28',
  },
  concept: 'container',
  why: 'After `-c` a shell runs one string. What follows is passed to it as `$0`, `$1` and so on and is not run: of `sh -c npm run start`, only `npm` is. In the same item as `-c`, the line is read as further options, and the shell stops. The words of `command` follow those of `entryPoint`.',
  check(container, report) {
    const entryPoint = container.strings('entryPoint');
    const command = container.strings('command');
    if ([entryPoint, command].some(({ node, presence }) => presence === 'deferred' || node?.open)) return;
    // The shell expands `$HOME`; it is not one of our placeholders.
    const words = [...textsOf(entryPoint.node), ...textsOf(command.node)];
    const attached = splitShellWords(words.map((word) => word.value));
    if (attached) {
      const item = words[attached.at]!;
      // container-command-single-string reports a list with one item.
      if (attached.at === 0 && item.parent?.kind === 'array' && item.parent.items.length === 1) return;
      report({
        at: item,
        message: sayAttached(item.value, attached),
        fixes: splitIn(textsOf(entryPoint.node), textsOf(command.node), attached.words),
      });
      return;
    }
    const at = shellTextAt(words.map((word) => word.value));
    if (at === undefined || !words[at] || isPlaceholder(words[at])) return;
    const behind = words.slice(at + 1);
    if (
      !isSplitShellText(
        words[at].value,
        behind.map((word) => word.value),
      )
    )
      return;
    report({
      at: behind[0]!,
      message: '"sh -c" runs only the item after it: join the rest to that item',
      fixes: joinedIn(words, words[at], behind),
    });
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
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["/bin/sh", "-c npm run start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["bash", "-l"], "command": ["-ec \\"npm start\\""] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh -c", "npm start"] }]`,
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
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "/start.sh", "-c npm start"] }]`,
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
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["/bin/sh", "-c", "npm run start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "entryPoint": ["bash", "-l"], "command": ["-ec", "npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "npm start"] }]`,
  ],
};

function textsOf(list: ArrayNode | undefined): StringNode[] {
  return list?.items.filter((item): item is StringNode => item.kind === 'string') ?? [];
}

/** Splits the words in the list that contains them, provided the other list can stay as it is. */
function splitIn(entryPoint: readonly StringNode[], command: readonly StringNode[], meant: readonly string[]): Fix[] {
  const title = 'Write each part as an item';
  const { length } = entryPoint;
  if (entryPoint.every((word, i) => word.value === meant[i])) return asWords(command, meant.slice(length), title);
  const ofCommand = meant.slice(meant.length - command.length);
  if (command.some((word, i) => word.value !== ofCommand[i])) return [];
  return asWords(entryPoint, meant.slice(0, meant.length - command.length), title);
}

/** Joins the words in the list where the command line begins, provided they are all in that list. */
function joinedIn(words: readonly StringNode[], text: StringNode, behind: readonly StringNode[]) {
  if (behind.some((word) => word.parent !== text.parent)) return [];
  const list = words.filter((word) => word.parent === text.parent);
  const kept = list.slice(0, list.indexOf(text)).map((word) => word.value);
  const line = joinCommand([text, ...behind].map((word) => word.value));
  return asWords(list, [...kept, line], 'Join the words to one line');
}
