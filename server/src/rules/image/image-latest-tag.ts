import { imageName } from '../../model/image.ts';
import { isImageWrittenLater } from '../../model/pipeline.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { settledImage } from '../parts/settled-image.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The image has the tag latest, or none',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, best practices for container images', checked: '2026-11-28' },
  concept: 'image',
  why: 'The tag `latest`, which is also used if there is no tag, moves to whatever was pushed last. Nobody can tell from the task definition which version runs, and going back to an earlier revision does not bring back the earlier image. If a pipeline writes the image before it registers the file, the tag here does not matter.',
  check(container, report) {
    const settled = settledImage(container);
    if (!settled) return;
    const { image, node } = settled;
    if (image.digest || (image.tag && image.tag.text !== 'latest')) return;
    // Docker reserves this name for an empty image that cannot be pulled.
    if (!image.registry && image.repository.text === 'scratch') return;
    const name = imageName(image);
    const untagged = image.tag ? image.text.slice(0, image.tag.offset - 1) : image.text;
    report({
      at: node,
      message: image.tag
        ? `The image behind "${name}:latest" changes with every push: use the tag of a version`
        : `Without a tag, "${name}" means "${name}:latest": add the tag of a version`,
      ...(isImageWrittenLater(container.task) ? { severity: 'info' as const } : {}),
      fixes: [{ title: 'Write a tag', edits: [replace(node, new Ask(`${untagged}:TAG`))] }],
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
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:latest", // pushed by the pipeline
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "localhost:5000/web", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.4.2", "memory": 128 }] }`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "memory": 128 }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "\${repository}:latest", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "<IMAGE1_NAME>", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "IMAGE_URI", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "scratch", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:TAG", // pushed by the pipeline
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "localhost:5000/web:TAG", "memory": 128 }] }`,
  ],
};
