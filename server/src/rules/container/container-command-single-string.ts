import { cut } from '../../model/wording.ts';
import { insert, replace } from '../../syntax/edit.ts';
import type { ArrayNode, StringNode } from '../../syntax/node.ts';
import { execLists } from '../parts/shell-words.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

export default rule({
  title: 'A whole command line stands in one item',
  severity: 'warning',
  source: { from: 'Dockerfile reference, exec form of CMD and ENTRYPOINT', checked: '2026-11-24' },
  concept: 'container',
  why: 'Each item is one word, and the first is the program. A whole line in one item is taken for the name of a program, and the container stops with `executable file not found`. An image whose own entry point is a shell is the exception.',
  check(task, report) {
    for (const container of task.containers) {
      for (const key of execLists(container)) {
        const words = container.strings(key);
        const line = words.items[0];
        if (!line || words.open || words.length > 1 || !isCommandLine(line.value)) continue;
        report({
          at: line,
          message: `"${cut(line.value, 40)}" is taken for one word: write each word of ${key} as an item`,
          fixes: fixesFor(line, words.node!),
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
      "command": [
        "npm start" // as in the Dockerfile
      ]
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["npm run migrate && npm start"] }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm,run,start"] }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["web,worker"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["upstream app {\\n  server app:80;\\n}"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["sh", "-c"], "command": ["npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm \${script}"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["--log-format json"] }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "command": [
        "npm", // as in the Dockerfile
        "start"
      ]
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["sh", "-c", "npm run migrate && npm start"] }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm", "run", "start"] }] }`,
  ],
};

/** Words that were joined by commas, as a form of a console shows them: a well-known program first. */
const COMMAS =
  /^(?:\/[\w./-]+|npm|npx|yarn|pnpm|node|python3?|java|ruby|bundle|rails|rake|php|dotnet|gunicorn|uvicorn|celery|flask|nginx|ba?sh|sh)(?:,[^\s,]+)+$/;

/** Whether a text looks like a program with arguments: not an option of the image's own program, not a path of Windows. */
function isCommandLine(text: string): boolean {
  // A text over several lines is a configuration or a script that the image's own program takes.
  if (/[\\\n\r]/.test(text)) return false;
  return /^[\w./]\S*\s+\S/.test(text.trim()) || COMMAS.test(text);
}

function fixesFor(line: StringNode, list: ArrayNode): Fix[] {
  const text = line.value.trim();
  const write = (first: string, others: readonly string[]) => [
    replace(line, first),
    ...others.map((word) => insert(list, word)),
  ];
  const shell: Fix = { title: 'Run it with a shell', edits: write('sh', ['-c', text]) };
  if (/["'|&;<>$`*?(){}]/.test(text)) return [shell];
  const [first, ...others] = text.split(COMMAS.test(text) ? ',' : /\s+/);
  return [{ title: 'Write each word as an item', edits: write(first!, others) }, shell];
}
