import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Tasks of the same service may run different images',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, ContainerDefinition: versionConsistency', checked: '2026-11-24' },
  concept: 'image',
  why: 'A tag can be moved to another image. When a service is deployed, ECS records the digest that the tag refers to, so that all of its tasks run the same image; with `"versionConsistency": "disabled"`, each task uses whatever the tag refers to when it starts.',
  check(container, report) {
    const consistency = container.string('versionConsistency');
    if (consistency.state !== 'known' || !isKnown(consistency, 'disabled')) return;
    const settled = settledImage(container);
    if (!settled || settled.image.digest) return;
    report({
      at: consistency.node,
      message: 'Tasks may run different images if the tag moves: set versionConsistency to "enabled"',
      fixes: [{ title: 'Set versionConsistency to "enabled"', edits: [replace(consistency.node, 'enabled')] }],
      related: [{ at: settled.node, message: 'The image has no digest' }],
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
      "image": "example.com/web:1",
      "versionConsistency": "disabled", // keeps the tag in the console
      "memory": 128
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "versionConsistency": "enabled", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "\${image}", "versionConsistency": "disabled", "memory": 128 }] }`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "versionConsistency": "disabled",
      "memory": 128
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "versionConsistency": "enabled", // keeps the tag in the console
      "memory": 128
    }
  ]
}`,
  ],
};
