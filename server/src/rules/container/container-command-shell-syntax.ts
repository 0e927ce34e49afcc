import { cut } from '../../model/wording.ts';
import { replace } from '../../syntax/edit.ts';
import type { ArrayNode } from '../../syntax/node.ts';
import { execLists, hasInterpreter } from '../parts/shell-words.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

const OPERATORS: ReadonlySet<string> = new Set(['&&', '||', '|', ';', '&', '>', '>>', '<', '2>', '2>&1']);

export default rule({
  title: 'A shell operator stands in a command without a shell',
  severity: 'warning',
  source: { from: 'Dockerfile reference, exec form of CMD and ENTRYPOINT', checked: '2026-11-24' },
  concept: 'container',
  why: 'ECS starts the program itself, with no shell in between. What a shell would act on, such as `&&`, `|` or `>`, reaches the program as one more argument.',
  check(task, report) {
    for (const container of task.containers) {
      for (const key of execLists(container)) {
        const words = container.strings(key);
        if (!words.node || hasInterpreter(words.node.items)) continue;
        const assignment = words.node.items[0];
        if (assignment?.kind === 'string' && assigns(assignment.value, words.length)) {
          report({
            at: assignment,
            message: `Without a shell, "${cut(assignment.value, 30)}" is taken for a program: put the variable into environment`,
            fixes: fixesFor(words.node),
          });
          continue;
        }
        // A program has to come first; an operator alone is a leftover.
        const operator = words.items.find((word, i) => i > 0 && OPERATORS.has(word.value));
        if (!operator) continue;
        report({
          at: operator,
          message: `Without a shell, "${operator.value}" is only an argument: run the line with "sh", "-c"`,
          fixes: fixesFor(words.node),
        });
      }
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
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["NODE_ENV=production", "npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["KEY=$(cat /key)"] }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["KEY=$(Key)"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["A=b"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["env", "A=b", "npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "npm run migrate && npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["/entrypoint.sh"], "command": ["a", "&&", "b"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["grep", "a&&b", "/etc/hosts"] }] }`,
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
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["sh", "-c", "NODE_ENV=production npm start"] }] }`,
  ],
};

/** Whether the first word of a command sets a variable, before a program or with what another one prints. */
function assigns(word: string, count: number): boolean {
  return /^[A-Za-z_]\w*=.*(?:\$\(\w+\s|`)/.test(word) || (count > 1 && /^[A-Z_][A-Z\d_]*=/.test(word));
}

/** Puts all words into one line for a shell, where none of them needs quotes. */
function fixesFor(list: ArrayNode): Fix[] {
  if (list.open) return [];
  const words = list.items.map((item) => (item.kind === 'string' ? item.value : ''));
  if (!words.every((word) => OPERATORS.has(word) || /^[\w@%+=:,./-]+$/.test(word))) return [];
  return [{ title: 'Run the line with a shell', edits: [replace(list, ['sh', '-c', words.join(' ')])] }];
}
