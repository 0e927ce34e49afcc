import type { Known } from '../../model/field.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { removeOne } from '../parts/remove-one.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'An environment variable is set twice',
  severity: 'warning',
  source: {
    from: 'metaps/genova issue 295: ECS registers both entries and the later value counts',
    checked: '2026-11-24',
  },
  concept: 'environment',
  why: 'ECS accepts both entries without a warning, and the container sees the later value. Whoever changes the first one wonders why nothing happens.',
  check(container, report) {
    const { task } = container;
    const environment = container.list('environment');
    // In a template, entries with the same name may be branches.
    if (environment.open) return;
    const earlier = new Map<string, { name: Known<string>; entry: ValueNode }>();
    for (const entry of environment) {
      const name = entry.string('name');
      if (name.state !== 'known') continue;
      const first = earlier.get(name.value);
      if (first) {
        report({
          at: first.name.node,
          message: `"${name.value}" is set again further down, and the last one wins: remove this one`,
          tag: 'unnecessary',
          fixes: removeOne(task.document, first.entry, { title: `Remove this "${name.value}"`, preferred: true }),
          related: [{ at: name.node, message: 'This one wins' }],
        });
      }
      earlier.set(name.value, { name, entry: entry.node! });
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
      "image": "nginx:1.27",
      "environment": [
        { "name": "PORT", "value": "80" }, // as in the image
        { "name": "LOG_LEVEL", "value": "info" },
        { "name": "PORT", "value": "8080" }
      ]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "PORT", "value": "80" }, { "name": "port", "value": "80" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "environment": [{ "name": "\${a}", "value": "1" }, { "name": "\${a}", "value": "2" }] }]`,
    `[{ "name": "web", "image": "a:1", "environment": [{ "name": "A", "value": "1" }] }, { "name": "db", "image": "b:1", "environment": [{ "name": "A", "value": "2" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "environment": [
        // as in the image
        { "name": "LOG_LEVEL", "value": "info" },
        { "name": "PORT", "value": "8080" }
      ]
    }
  ]
}`,
  ],
};
