import { READ_ONLY_PROPERTIES } from '../../model/facts.ts';
import type { Container } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { rule } from '../rule.ts';
import { forEachText } from '../walk.ts';

/** Service quota "Task definition size limit", checked 2026-11-24. */
const LIMIT = 64 * 1024;
const NEARLY = 0.9 * LIMIT;

const long = 'lorem ipsum '.repeat(5600);

export default rule({
  title: 'The task definition is too large',
  severity: 'error',
  source: { from: 'Amazon ECS service quotas: task definition size limit', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'A task definition may have 64 KiB, and AWS does not raise this quota. Long settings fit better into an environment file in S3, a parameter of Systems Manager, or the image.',
  check(task, report) {
    // A character has three bytes at most: ordinary files are out of the question at once.
    if (task.document.text.length * 3 <= NEARLY) return;
    // What a template adds or drops is decided when it is rendered.
    if (task.document.templates.length > 0) return;
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
        ? `${kib(size)} KiB are more than the 64 KiB that ECS takes: move long settings out of the file`
        : `${kib(size)} of the 64 KiB that ECS takes are used: move long settings out of the file`,
      severity: isOver && isDecided ? 'error' : 'warning',
      related: largest
        ? [{ at: largest.label, message: `The largest container: ${kib(sizeOf(largest.node))} KiB` }]
        : [],
    });
  },
  examples: {
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
  },
});

/** The bytes of a value as JSON without space. What deploy tools drop at the top does not count. */
function sizeOf(node: ValueNode | undefined, isRoot = false): number {
  switch (node?.kind) {
    case 'string':
      return bytesOf(JSON.stringify(node.value));
    case 'object': {
      const members = node.properties.filter(
        ({ key, value }) => value?.kind !== 'null' && !(isRoot && READ_ONLY_PROPERTIES.has(key.value)),
      );
      const sizes = members.map(({ key, value }) => bytesOf(JSON.stringify(key.value)) + 1 + sizeOf(value));
      return 2 + sum(sizes) + Math.max(0, sizes.length - 1);
    }
    case 'array':
      return 2 + sum(node.items.map((item) => sizeOf(item))) + Math.max(0, node.items.length - 1);
    default:
      return node?.length ?? 0;
  }
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

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function kib(bytes: number): string {
  return (Math.ceil((bytes / 1024) * 10) / 10).toString();
}
