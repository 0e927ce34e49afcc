import type { SyntaxNode } from '../../syntax/node.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two tags have the same key',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition: tags', checked: '2026-11-24' },
  concept: 'tags',
  why: 'A key may occur only once among the tags of a resource. Keys are case-sensitive.',
  check(task, report) {
    const first = new Map<string, SyntaxNode>();
    for (const tag of task.list('tags')) {
      const key = tag.string('key');
      if (key.state !== 'known') continue;
      const earlier = first.get(key.value);
      if (!earlier) {
        first.set(key.value, key.node);
        continue;
      }
      report({
        at: key.node,
        message: `Another tag already has the key "${key.value}": remove one, or give it another key`,
        fixes: removeOne(task.document, tag.node!, { title: `Remove this tag "${key.value}"` }),
        related: [{ at: earlier, message: 'The first tag with this key' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [
    { "key": "team", "value": "shop" }, // since 2020
    { "key": "team", "value": "checkout" }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "team", "value": "shop" }, { "key": "Team", "value": "shop" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "\${key}", "value": "a" }, { "key": "\${key}", "value": "b" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [
    { "key": "team", "value": "shop" } // since 2020
  ]
}`,
  ],
};
