import { set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task definition has no tags',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Security Hub ECS.15', checked: '2026-11-24' },
  concept: 'tags',
  why: 'Tags tell people, access policies and billing who owns a task definition and what it belongs to. A service can propagate them to its tasks.',
  check(task, report) {
    const tags = task.list('tags');
    if (tags.open || tags.length > 0 || task.containers.length === 0) return;
    report({
      at: task.label,
      message: 'The task definition has no tags: add at least its owner',
      fixes: [
        { title: 'Add tags', edits: [set(task.node!, 'tags', [{ key: new Ask('team'), value: new Ask('my-team') }])] },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "team", "value": "shop" }]
}`,
    `{ "family": "web", "tags": \${tags}, "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [
    {
      "key": "team",
      "value": "my-team"
    }
  ]
}`,
  ],
};
