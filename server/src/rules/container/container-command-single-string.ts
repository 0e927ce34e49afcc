import type { Fix } from '../../findings/report.ts';
import { isCommandLine, isSpecialForShell, listInText, splitShellWords } from '../../model/shell-line.ts';
import { cut } from '../../model/wording.ts';
import type { StringNode } from '../../syntax/node.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { execLists } from '../parts/shell-words.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A whole command line is in one item',
  severity: 'warning',
  source: { from: 'Dockerfile reference, exec form of CMD and ENTRYPOINT', checked: '2026-11-24' },
  concept: 'container',
  why: 'Each item is one word, and the first is the program. A whole line in one item is treated as the name of a program, and the container stops with `executable file not found`. An image whose own entry point is a shell is the exception.',
  check(container, report) {
    for (const key of execLists(container)) {
      const words = container.strings(key);
      const line = words.items[0];
      if (!line || words.open || words.length > 1) continue;
      const fixes = fixesFor(line, key);
      if (fixes.length === 0) continue;
      report({
        at: line,
        message: `"${cut(line.value, 40)}" is treated as one word: write each word of ${key} as its own item`,
        fixes,
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
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["npm,run,start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["[\\"npm\\", \\"start\\"]"] }]`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm", "start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "entryPoint": ["sh", "-c"], "command": ["npm start"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["npm \${script}"] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["--log-format json"] }] }`,
    `[{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["upstream app {\\n}\\nserver {\\n}"] }]`,
    `[{ "name": "web", "image": "example.com/web:1", "memory": 128, "command": ["web,worker"] }]`,
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
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["npm", "run", "start"] }]`,
    `[{ "name": "web", "image": "node:22", "memory": 128, "command": ["npm", "start"] }]`,
  ],
};

/** Programs with which a list begins if someone has put commas between its words. */
const PROGRAM =
  /^(?:\.?\/\S*|(?:npm|npx|yarn|pnpm|node|bun|deno|python[\d.]*|java|ruby|bundle|php|dotnet|(?:ba|da)?sh|gunicorn|uvicorn|celery|nginx|go|make|env|exec))$/;

/** The ways to write a command line as items, the likeliest first; none if the text may well be a single argument. */
function fixesFor(line: StringNode, key: 'entryPoint' | 'command'): Fix[] {
  const text = line.value.trim();
  // A text with line breaks is a script or a configuration, and deliberately one argument.
  if (text.includes('\n')) return [];
  const pasted = listInText(text);
  if (pasted) return asWords([line], pasted, 'Write the list itself');
  if (/^[^\s,]+(?:,[^\s,]+)+$/.test(text)) {
    const words = text.split(',');
    const isList = PROGRAM.test(words[0]!) || (key === 'entryPoint' && words.some((word) => word.startsWith('-')));
    return isList && !isSpecialForShell(text) ? asWords([line], words, 'Write each word as an item') : [];
  }
  const ofShell = splitShellWords([text]);
  if (ofShell) return asWords([line], ofShell.words, 'Write each word as an item');
  if (!isCommandLine(text) || /^\w+=/.test(text)) return [];
  const shell = asWords([line], ['sh', '-c', text], 'Run it with a shell');
  if (isSpecialForShell(text)) return shell;
  return [...asWords([line], text.split(/,?\s+/), 'Write each word as an item'), ...shell];
}
