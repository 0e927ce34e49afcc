import { removeWhole } from '../parts/remove-whole.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A tag has an empty key',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, Tag: the key has 1 to 128 characters', checked: '2026-11-28' },
  concept: 'tags',
  why: 'The key of a tag has at least one character; ECS refuses an empty one. The value may be empty.',
  check(task, report) {
    for (const tag of task.list('tags')) {
      const key = tag.text('key');
      if (key?.value !== '') continue;
      report({
        at: key,
        message: 'The key of a tag cannot be empty: name it, or remove the tag',
        fixes: removeWhole(task.document, tag.node!, 'Remove the tag'),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "tags": [
    { "key": "", "value": "shop" },
    { "key": "stage", "value": "" } // to come
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "web", "tags": [{ "key": "stage", "value": "" }], "containerDefinitions": [] }`,
    `{ "family": "web", "tags": [{ "key": "\${key}", "value": "a" }], "containerDefinitions": [] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "tags": [
    { "key": "stage", "value": "" } // to come
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
};
