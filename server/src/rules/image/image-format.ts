import {
  type ImageFault,
  type ImageReference,
  imageFault,
  imageName,
  isStandIn,
  parseImage,
} from '../../model/image.ts';
import { cut } from '../../model/wording.ts';
import { Ask, type Json, replace } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { type Examples, type Fix, rule } from '../rule.ts';

export default rule({
  title: 'The image is not a name that can be pulled',
  severity: 'error',
  source: {
    from: 'Reference grammar of the OCI distribution project; ECS hands the image to Docker as it is',
    checked: '2026-11-24',
  },
  concept: 'image',
  why: 'An image is `registry/repository:tag`: no `https://`, no spaces, and a repository in lower-case letters. Nothing can be pulled by any other name, so the task stops before it starts.',
  check(task, report) {
    for (const container of task.containers) {
      const field = container.string('image');
      if (field.state !== 'known') continue;
      const image = parseImage(field.value);
      const fault = imageFault(image);
      if (!fault || isStandIn(image)) continue;
      report({
        at: field.node,
        message: MESSAGES[fault](image),
        ...(fault === 'upper-case' && mayBeMeant(image) ? { severity: 'warning' as const } : {}),
        fixes: fixesFor(image, fault, field.node),
      });
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
      "image": "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", // copied from the console
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/Team/MyApp:V1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web: 1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.2+5", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com//team/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1:2", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "registry.example.com:5000/team/my_app.web:V1.2-rc", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "https://\${registry}/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "REGISTRY/IMAGE:TAG", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "put the image here", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", // copied from the console
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/myapp:V1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:TAG", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.2-5", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/team/web:1", "memory": 128 }] }`,
  ],
};

const MESSAGES: Record<ImageFault, (image: ImageReference) => string> = {
  space: () => 'An image has no spaces in it: remove them',
  scheme: ({ scheme }) => `An image has no "${cut(scheme!.text, 30)}" before it: begin with the registry`,
  'empty-tag': (image) => `A tag is missing behind the colon of "${imageName(image)}": write one`,
  'long-tag': ({ tag }) => `A tag has at most 128 characters, this one has ${tag!.text.length}: shorten it`,
  tag: ({ tag }) => `"${cut(tag!.text, 30)}" is no tag: use letters, digits, "_", "." and "-", letter or digit first`,
  slash: () => 'A part is missing beside a slash of the image: remove the slash',
  'upper-case': (image) => `The repository of "${imageName(image)}" has capital letters: write it in lower case`,
  repository: ({ repository }) =>
    `"${cut(repository.text, 30)}" is no repository: use a-z, 0-9, "/" and single ".", "_", "-"`,
};

/** Docker takes a first word with capitals for a host, and without a tag the words may stand in for an image. */
function mayBeMeant({ registry, repository, tag, digest }: ImageReference): boolean {
  if (registry) return false;
  const path = repository.text;
  return !(tag || digest) || /[A-Z]/.test(path.slice(0, Math.max(0, path.indexOf('/'))));
}

function fixesFor(image: ImageReference, fault: ImageFault, node: ValueNode): Fix[] {
  const { text, scheme, repository, tag } = image;
  const write = (value: Json): Fix['edits'] => [replace(node, value)];
  const pathEnd = repository.offset + repository.text.length;
  const withRepository = (path: string) => text.slice(0, repository.offset) + path + text.slice(pathEnd);
  switch (fault) {
    case 'space':
      return [
        { title: 'Remove the spaces', preferred: !/\s/.test(text.trim()), edits: write(text.replaceAll(/\s/g, '')) },
      ];
    case 'scheme':
      return [
        { title: `Remove "${cut(scheme!.text, 30)}"`, preferred: true, edits: write(text.slice(scheme!.text.length)) },
      ];
    case 'empty-tag':
      return [
        { title: 'Write a tag', edits: write(new Ask(`${text.slice(0, tag!.offset)}TAG${text.slice(tag!.offset)}`)) },
      ];
    case 'tag': {
      const plain = tag!.text.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '');
      const fixed = text.slice(0, tag!.offset) + plain + text.slice(tag!.offset + tag!.text.length);
      return plain === '' ? [] : [{ title: `Write the tag "${cut(plain, 30)}"`, edits: write(fixed) }];
    }
    case 'slash': {
      const path = repository.text.split('/').filter(Boolean).join('/');
      return path === '' ? [] : [{ title: 'Remove the slash', edits: write(withRepository(path)) }];
    }
    case 'upper-case':
      return [
        {
          title: 'Write it in lower case',
          preferred: !mayBeMeant(image),
          edits: write(withRepository(repository.text.toLowerCase())),
        },
      ];
    default:
      return [];
  }
}
