import type { Report } from '../../findings/report.ts';
import { meantHealthCommand } from '../../model/health-command.ts';
import { nearest } from '../../schema/nearest.ts';
import type { StringNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { asWords } from '../parts/rewrite-words.ts';
import { containerRule, type Examples } from '../rule.ts';

const PREFIXES = ['CMD', 'CMD-SHELL', 'NONE'];

export default containerRule({
  title: 'The command of a health check does not begin with CMD or CMD-SHELL',
  severity: 'warning',
  source: { from: 'Amazon ECS API, HealthCheck; moby daemon/health.go', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'The first item of the list says how to run the rest: `CMD` directly, `CMD-SHELL` in the shell of the container. If it is neither, Docker runs no check at all, and the container never becomes healthy.',
  check(container, report) {
    const list = container.object('healthCheck').member('command')?.value;
    if (list?.kind !== 'array' || list.open) return;
    const words = list.items.filter((item): item is StringNode => item.kind === 'string');
    // The AWS CLI writes "" for a value to fill in.
    if (words.length === 0 || words.length < list.items.length || words[0]!.value === '') return;
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
      "command": ["curl -f http://localhost/ || exit 1"] // the start page
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["curl", "-f", "http://localhost/"] } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["cmd-shell", "curl -f http://localhost/"] } }]`,
  ],
  good: [
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
  ],
};

function judge(words: readonly StringNode[]): Report | undefined {
  const [first, second] = words;
  const texts = words.map((word) => word.value);
  const meant = meantHealthCommand(texts);
  if (meant?.fault === 'doubled' || (meant?.fault === 'pasted' && PREFIXES.includes(first!.value))) {
    return {
      at: second!,
      message:
        meant.fault === 'doubled'
          ? `"${first!.value}" is followed by a second "CMD": keep one of them`
          : 'This text contains a whole list and is run as it is: write its words as items',
      fixes: asWords(words, meant.words, meant.fault === 'doubled' ? 'Keep one of them' : 'Write the list itself'),
    };
  }
  if (PREFIXES.includes(first!.value)) return undefined;
  if (meant?.fault === 'pasted' || meant?.fault === 'in-one-text') {
    const isLone = /^cmd[-_ ]?(?:shell)?$/i.test(first!.value);
    return {
      at: first!,
      message: isLone
        ? `ECS does not know "${first!.value}" here. Did you mean "${meant.words[0]}"?`
        : `"${meant.words[0]}" has to be a separate item: take it out of this text`,
      fixes: asWords(words, meant.words, isLone ? `Write "${meant.words[0]}"` : 'Write each part as an item', isLone),
    };
  }
  if (hasPlaceholder(first!.value)) return undefined;
  const near = misspelt(texts);
  if (near) {
    const as = meantHealthCommand([near, ...texts.slice(1)])?.words ?? [near, ...texts.slice(1)];
    return {
      at: first!,
      message: `ECS does not know "${first!.value}" here. Did you mean "${near}"?`,
      fixes: asWords(words, as, `Write "${near}"`, near === first!.value.toUpperCase()),
    };
  }
  if (!meant) return undefined;
  return {
    at: first!,
    message: 'A health check has to begin with "CMD" or "CMD-SHELL": put one of them first',
    fixes: [meant.words, ...(meant.otherwise ? [meant.otherwise] : [])].flatMap((as) =>
      asWords(
        words,
        as,
        as[0] === 'CMD' ? 'Run it directly: put "CMD" first' : 'Run it in a shell: put "CMD-SHELL" first',
      ),
    ),
  };
}

/** The prefix that the first word misspells. `node` does not mean "NONE", and `cmd /c` is a Windows program. */
function misspelt([first = '', second = '']: readonly string[]): string | undefined {
  const near = nearest(first, PREFIXES)[0];
  if (!near || /^\/[a-z]$/i.test(second)) return undefined;
  return near === 'CMD-SHELL' || first === first.toUpperCase() || first.toUpperCase() === near ? near : undefined;
}
