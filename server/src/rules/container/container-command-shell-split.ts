import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { rewrite } from '../parts/health-command.ts';
import { splitScript } from '../parts/shell-command.ts';
import { execLists } from '../parts/shell-words.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

export default rule({
  title: 'A command for a shell is split into words',
  severity: 'warning',
  source: { from: 'POSIX, sh: option -c', checked: '2026-11-28' },
  concept: 'container',
  why: '`sh -c` runs the one text after it. Further texts are only parameters, which that text may read as `$0`, `$1` and so on: `sh -c npm start` runs `npm` alone.',
  check(task, report) {
    for (const container of task.containers) {
      const isExec = execLists(container);
      const list = container.strings(isExec[0] ?? 'command').node;
      const command = container.strings('command');
      // The command follows the entry point, so a shell there takes its script from here.
      const before =
        isExec[0] === 'entryPoint' && command.node ? textsOf(container.strings('entryPoint').node) : undefined;
      if (isExec.length === 0) continue;
      for (const [node, lead] of before
        ? [[list, []] as const, [command.node, before.map(({ value }) => value)] as const]
        : [[list, []] as const]) {
        const words = textsOf(node);
        if (!node || node.open || !words) continue;
        const split = splitScript([...lead, ...words.map(({ value }) => value)]);
        const first = split ? words[split.at - lead.length] : undefined;
        if (!split || !first) continue;
        const fix = split.words?.slice(lead.length);
        report({
          at: first,
          message: '"-c" runs the one text after it and nothing further: join the rest to it',
          fixes: fix && fix.length > 0 && split.at > lead.length ? fixesFor(node, words, fix) : [],
        });
        break;
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["/bin/sh", "-c"], "command": ["npm", "run", "start"] }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "exec \\"$@\\"", "--", "npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["sh", "-c"], "command": ["npm start"] }] }`,
  ],
  fixed: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["/bin/sh", "-c"], "command": ["npm run start"] }] }`,
  ],
};

function textsOf(list: ArrayNode | undefined): StringNode[] | undefined {
  const texts = list?.items.filter((item): item is StringNode => item.kind === 'string');
  return texts && texts.length === list!.items.length ? texts : undefined;
}

function fixesFor(list: ArrayNode, items: readonly StringNode[], words: readonly string[]): Fix[] {
  return [{ title: 'Join the texts to one', edits: rewrite(list, items, words) }];
}
