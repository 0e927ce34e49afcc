import { READ_ONLY_PROPERTIES } from '../../model/facts.ts';
import type { Container } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { forEachText } from '../parts/walk.ts';
import { type Examples, rule } from '../rule.ts';

/** Service quota "Task definition size limit", checked 2026-11-24. */
const LIMIT = 64 * 1024;
const NEARLY = 0.9 * LIMIT;

const long = 'lorem ipsum '.repeat(5600);

export default rule({
  title: 'The task definition is too large',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS service quotas: task definition size limit', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'A task definition can have up to 64 KiB, and AWS does not raise this quota. Long settings are better kept in an environment file in S3, in a Systems Manager parameter, or in the image.',
  check(task, report) {
    // The size of a template is known only after rendering.
    if (task.document.templates.length > 0 || !mayReach(NEARLY, task.document.text)) return;
    const size = sizeOf(task.root, true);
    if (size <= NEARLY) return;
    const largest = largestOf(task.containers.items);
    const isOver = size > LIMIT;
    let isDecided = true;
    forEachText(task.root, (text) => {
      if (hasPlaceholder(text)) isDecided = false;
    });
    report({
      at: task.label,
      message: isOver
        ? `${kib(size)} KiB are more than the 64 KiB that ECS allows: move long settings out of the file`
        : `${kib(size)} of the 64 KiB that ECS allows are used: move long settings out of the file`,
      severity: isOver && isDecided ? 'error' : 'warning',
      related: largest
        ? [{ at: largest.label, message: `The largest container: ${kib(sizeOf(largest.node))} KiB` }]
        : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environment": [{ "name": "LONG", "value": "${long}" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "environment": \${file("environment.json")} }
  ]
}`,
  ],
};

/** Whether a text could have this many bytes without its indentation. Rules out ordinary files at once. */
function mayReach(bytes: number, text: string): boolean {
  // A character takes at most three bytes.
  if (text.length * 3 <= bytes) return false;
  let length = text.length;
  for (let line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', line + 1)) {
    do length--;
    while (text.charCodeAt(++line) === 0x20);
    line--;
  }
  return (/^[\0-\x7F]*$/.test(text) ? length : length * 3) > bytes;
}

/** The size in bytes of a value as JSON without whitespace. Top-level members that deploy tools drop do not count. */
function sizeOf(node: ValueNode | undefined, isRoot = false): number {
  if (node?.kind === 'string') return bytesOf(node.value);
  if (node?.kind === 'array') {
    let size = 2 + Math.max(0, node.items.length - 1);
    for (const item of node.items) size += sizeOf(item);
    return size;
  }
  if (node?.kind !== 'object') return node?.length ?? 0;
  let size = 2;
  for (const { key, value } of node.properties) {
    if (value?.kind === 'null' || (isRoot && READ_ONLY_PROPERTIES.has(key.value))) continue;
    size += bytesOf(key.value) + 1 + sizeOf(value) + (size > 2 ? 1 : 0);
  }
  return size;
}

function largestOf(containers: readonly Container[]): Container | undefined {
  let largest: Container | undefined;
  let most = 0;
  for (const container of containers) {
    const size = sizeOf(container.node);
    if (size > most) [largest, most] = [container, size];
  }
  return largest;
}

/** The size in bytes of a text as JSON in UTF-8, including quotes and escapes. */
function bytesOf(text: string): number {
  let bytes = 2 + text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22 || unit === 0x5c || (unit >= 8 && unit <= 13 && unit !== 11)) bytes += 1;
    else if (unit < 0x20) bytes += 5;
    // Each half of a surrogate pair accounts for two of its four bytes.
    else if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

function kib(bytes: number): string {
  return (Math.ceil((bytes / 1024) * 10) / 10).toString();
}
