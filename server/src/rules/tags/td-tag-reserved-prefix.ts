import type { Fix } from '../../findings/report.ts';
import { replace } from '../../syntax/edit.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

const RESERVED = /^aws:/i;

export default rule({
  title: 'A tag begins with "aws:"',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition: tags', checked: '2026-11-24' },
  concept: 'tags',
  why: 'Keys and values that begin with `aws:`, in upper or lower case, are reserved for AWS: CloudFormation and other services set them. They get into a file with the output of describe-task-definition.',
  check(task, report) {
    const tags = task.list('tags');
    for (const tag of tags) {
      for (const member of ['key', 'value'] as const) {
        const field = tag.string(member);
        if (field.state !== 'known' || !RESERVED.test(field.value)) continue;
        const free = field.value.replace(RESERVED, '');
        const rename: Fix[] =
          free && !RESERVED.test(free) ? [{ title: `Write "${free}"`, edits: [replace(field.node, free)] }] : [];
        // An empty list of tags would be refused as well.
        const removal = tags.length > 1 ? removeOne(task.document, tag.node!, { title: 'Remove this tag' }) : [];
        report({
          at: field.node,
          message: `Tags that begin with "aws:" are reserved for AWS: remove the tag, or change its ${member}`,
          // The page also forbids it in values, but no rejection confirms that.
          ...(member === 'value' ? { severity: 'warning' as const } : {}),
          fixes: member === 'key' ? [...removal, ...rename] : [...rename, ...removal],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [
    { "key": "aws:cloudformation:stack-name", "value": "web" },
    { "key": "team", "value": "shop" } // who to ask
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "AWS:team", "value": "shop" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "aws-team", "value": "shop" }, { "key": "team:aws:", "value": "shop" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "aws:\${key}", "value": "shop" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [
    { "key": "team", "value": "shop" } // who to ask
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }],
  "tags": [{ "key": "team", "value": "shop" }]
}`,
  ],
};
