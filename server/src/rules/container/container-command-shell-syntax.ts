import type { Fix } from '../../findings/report.ts';
import { isShellOperator, joinCommand } from '../../model/shell-line.ts';
import type { StringNode, ValueNode } from '../../syntax/node.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { execLists, hasInterpreter } from '../parts/shell-words.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A command without a shell contains a shell operator',
  severity: 'warning',
  source: { from: 'Dockerfile reference, exec form of CMD and ENTRYPOINT', checked: '2026-11-24' },
  concept: 'container',
  why: 'ECS starts the program itself, with no shell in between. Anything that a shell would act on, for example `&&`, `|` or `>`, reaches the program as one more argument.',
  check(container, report) {
    for (const key of execLists(container)) {
      const words = container.strings(key);
      if (!words.node || hasInterpreter(words.node.items)) continue;
      // A program must come first; an operator by itself is a leftover.
      const operator = words.items.find((word, i) => i > 0 && isShellOperator(word.value));
      const [first] = words.node.items;
      const assignment = first?.kind === 'string' && isAssignment(first.value, words.node.items.length > 1);
      if (operator || assignment)
        report({
          at: operator ?? first!,
          message: operator
            ? `Without a shell, "${operator.value}" is just an argument: run the line with "sh", "-c"`
            : 'Only a shell sets variables: run the line with "sh", "-c", or use "environment"',
          fixes: words.node.open ? [] : fixesFor(words.node.items),
        });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "command": ["npm", "run", "migrate", "&&", "npm", "start"] // one after the other
    }
  ]
}`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["PORT=80 npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["PORT=80", "npm", "start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["KEY=$(cat /key)"] }]`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "npm run migrate && npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["/entrypoint.sh"], "command": ["a", "&&", "b"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["grep", "a&&b", "/etc/hosts"] }] }`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["env", "PORT=80", "npm", "start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["MODE=fast"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["KEY=$(Key)"] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "command": ["sh", "-c", "npm run migrate && npm start"] // one after the other
    }
  ]
}`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "PORT=80 npm start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["sh", "-c", "PORT=80 npm start"] }]`,
  ],
};

/** Whether a line begins by setting a shell variable, as in `A=b npm start`. No program has such a name. */
function isAssignment(text: string, hasMore: boolean): boolean {
  if (!/^[A-Z_][A-Z0-9_]*=/.test(text)) return false;
  const value = text.slice(text.indexOf('=') + 1);
  return hasMore || /^\S*\s+\S/.test(value) || /\$\(\w+\s|`/.test(value);
}

/** Joins all words into one command line for a shell. */
function fixesFor(items: readonly ValueNode[]): Fix[] {
  const words = items.filter((item): item is StringNode => item.kind === 'string');
  if (words.length < items.length) return [];
  // Setting a variable starts nothing, with or without a shell.
  if (words.length === 1 && !/^\w+=\S*\s+\S/.test(words[0]!.value.replaceAll(/\$\([^)]*\)|`[^`]*`/g, ''))) return [];
  const line = joinCommand(words.map((word) => word.value));
  return asWords(words, ['sh', '-c', line], 'Run the line with a shell');
}
