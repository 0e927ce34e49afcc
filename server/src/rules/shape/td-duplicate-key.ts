import type { Report } from '../../findings/report.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import type { ObjectNode, PropertyNode } from '../../syntax/node.ts';
import { removeOne } from '../parts/remove-one.ts';
import { forEachObject } from '../parts/walk.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A member occurs twice in one object',
  severity: 'warning',
  source: { from: 'RFC 8259, section 4; Python, JavaScript and Go all take the last', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'JSON parsers use the last of several members with the same name and silently drop the others. The first one looks set but is not.',
  check({ node, task }, report) {
    forEachObject(node, (object) => reportTwins(object, task.document, report));
  },
  rest(task, report) {
    const containers = new Set(task.containers.items.map(({ node }) => node));
    forEachObject(task.root, (object) => reportTwins(object, task.document, report), containers);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "cpu": "256", // a quarter of a vCPU
  "cpu": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "web", "cpu": "256", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 128, "memory": 128 }] }`,
    `{
  "family": "web",
  %{ if large }
  "cpu": "512",
  %{ else }
  "cpu": "256",
  %{ endif }
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  // a quarter of a vCPU
  "cpu": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};

function reportTwins(object: ObjectNode, document: SourceDocument, report: (finding: Report) => void): void {
  // In a template, the two may be branches of which rendering keeps one.
  if (object.open || !hasTwins(object)) return;
  const last = lastByKey(object);
  for (const property of object.properties) {
    const winner = last.get(property.key.value)!;
    if (winner === property || !property.value || !winner.value) continue;
    report({
      at: property.key,
      message: `"${property.key.value}" occurs twice and only the last one counts: remove this one`,
      tag: 'unnecessary',
      fixes: removeOne(document, property, { title: `Remove this "${property.key.value}"`, preferred: true }),
      related: [{ at: winner.key, message: 'This one counts' }],
    });
  }
}

function lastByKey(object: ObjectNode): Map<string, PropertyNode> {
  return new Map(object.properties.map((property) => [property.key.value, property]));
}

/** Whether two members have the same name. Most objects have so few members that comparing them beats a table. */
function hasTwins({ properties }: ObjectNode): boolean {
  if (properties.length > 20) return new Set(properties.map(({ key }) => key.value)).size < properties.length;
  return properties.some(({ key }, i) => properties.findIndex((other) => other.key.value === key.value) < i);
}
