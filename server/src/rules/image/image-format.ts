import type { Fix } from '../../findings/report.ts';
import { parseArn } from '../../model/arn.ts';
import { asWritten } from '../../model/as-written.ts';
import { homeOf } from '../../model/home.ts';
import {
  DIGEST_BEHIND_COLON,
  type ImageFault,
  type ImageReference,
  imageFault,
  imageName,
  isStandIn,
  parseImage,
} from '../../model/image.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { cut } from '../../model/wording.ts';
import { replace } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The image is not a name that can be pulled',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Reference grammar of the OCI distribution project; ECS hands the image to Docker as it is',
    checked: '2026-11-28',
  },
  concept: 'image',
  why: 'An image is `registry/repository:tag`: no `https://`, no spaces, and a repository in lower-case letters. Nothing can be pulled by any other kind of name, so the task stops before it starts.',
  check(container, report) {
    const { task } = container;
    const field = container.string('image');
    if (field.state !== 'known') return;
    const image = parseImage(field.value);
    const fault = imageFault(image);
    if (!fault || isStandIn(image)) return;
    report({
      at: field.node,
      message: MESSAGES[fault](image),
      ...(fault === 'upper-case' && mayBeMeant(image) ? { severity: 'warning' as const } : {}),
      fixes: fixesFor(image, fault, field.node, task),
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
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "arn:aws:ecr:eu-west-1:111122223333:repository/web", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "'example.com/web:1'", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "[example.com/web:1]", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web%3A1%2B2", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": ".dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example..com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:50%", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1}", "memory": 128 }] }`,
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
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:2", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:TAG", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "REPOSITORY@sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1-2", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web@sha256:8795397484604bc67cfcda4f4245dd248b172df523ce9778209e735ffe370426", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "ACCOUNT_ID.dkr.ecr.eu-west-1.amazonaws.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:50", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128 }] }`,
  ],
};

const MESSAGES: Record<ImageFault, (image: ImageReference) => string> = {
  arn: () => 'An ARN does not name an image: write the address of its repository',
  'bare-digest': () => 'A digest alone does not name an image: put its repository and "@" before it',
  quotes: () => 'An image cannot contain quotes or backslashes: remove them',
  brackets: () => 'An image cannot contain brackets: remove them',
  space: () => 'An image cannot contain spaces or line breaks: remove them',
  percent: () => 'An image cannot contain percent signs: write the characters that they encode',
  'digest-colon': (image) =>
    `A digest follows "@", not ":": write "${imageName(parseImage(image.text.replace(DIGEST_BEHIND_COLON, '')))}@sha256:…"`,
  'empty-account': () => 'The account is missing before ".dkr.ecr": write its 12 digits',
  registry: ({ registry }) =>
    `"${cut(registry!.text, 40)}" is not a registry: write a host, for example "example.com:5000"`,
  'two-tags': ({ repository, tag }) =>
    `An image has one tag, this one has "${cut(firstTag(repository.text), 30)}" and "${cut(tag!.text, 30)}": keep one`,
  scheme: ({ scheme }) => `An image does not begin with "${cut(scheme!.text, 30)}": begin with the registry`,
  'empty-tag': (image) => `A tag is missing after the colon of "${imageName(image)}": add one`,
  'long-tag': ({ tag }) => `A tag can have up to 128 characters, but this one has ${tag!.text.length}: shorten it`,
  tag: ({ tag }) =>
    `"${cut(tag!.text, 30)}" is not a tag: use letters, digits, "_", "." and "-", and begin with a letter or digit`,
  slash: () => 'A part of the image is missing next to a slash: remove the slash',
  'upper-case': (image) => `The repository of "${imageName(image)}" has capital letters: write it in lower case`,
  repository: ({ repository }) =>
    `"${cut(repository.text, 30)}" is not a repository: use a-z, 0-9, "/" and single ".", "_", "-"`,
};

/** Docker takes a first word with capitals for a host; and without a tag, the words may stand in for an image. */
function mayBeMeant({ registry, repository, tag, digest }: ImageReference): boolean {
  if (registry) return false;
  const path = repository.text;
  return !(tag || digest) || /[A-Z]/.test(path.slice(0, Math.max(0, path.indexOf('/'))));
}

function fixesFor(image: ImageReference, fault: ImageFault, node: ValueNode, task: TaskDefinition): Fix[] {
  const { text, scheme, registry, repository, tag } = image;
  const write = (value: Json): Fix['edits'] => [replace(node, value)];
  const pathEnd = repository.offset + repository.text.length;
  const withRepository = (path: string) => text.slice(0, repository.offset) + path + text.slice(pathEnd);
  switch (fault) {
    case 'arn':
      return fromArn(text).map((image) => ({ title: 'Write the address of the repository', edits: write(image) }));
    case 'bare-digest':
      return [{ title: 'Write a repository before it', edits: write(new Ask(`REPOSITORY@${text.replace(/^@/, '')}`)) }];
    case 'quotes':
      return without(image, /["'`\\[\](){}]/g, 'Remove the quotes', node);
    case 'brackets':
      return without(image, /[[\](){}<>]/g, 'Remove the brackets', node);
    case 'percent': {
      const plain = decoded(text);
      return plain === undefined ? [] : [{ title: `Write "${cut(plain, 40)}"`, edits: write(plain) }];
    }
    case 'digest-colon':
      return [
        {
          title: 'Write "@" before the digest',
          preferred: true,
          edits: write(text.replace(DIGEST_BEHIND_COLON, '@$1')),
        },
      ];
    case 'empty-account':
      return [{ title: 'Write the account', edits: write(withAccount(text.replace(/^\./, ''), task)) }];
    case 'two-tags': {
      const colon = repository.offset + repository.text.indexOf(':');
      const name = text.slice(0, colon);
      return [tag!.text, firstTag(repository.text)].flatMap((one, i, all) =>
        imageFault(parseImage(`${name}:${one}`)) || all.indexOf(one) !== i
          ? []
          : [
              {
                title: `Keep "${cut(one, 30)}"`,
                edits: write(`${name}:${one}${text.slice(tag!.offset + tag!.text.length)}`),
              },
            ],
      );
    }
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
      const plain = plainTag(tag!.text);
      const fixed = text.slice(0, tag!.offset) + plain + text.slice(tag!.offset + tag!.text.length);
      return plain === '' ? [] : [{ title: `Write the tag "${cut(plain, 30)}"`, edits: write(fixed) }];
    }
    case 'registry': {
      const host = trimmed(registry!.text.replaceAll(/\.{2,}/g, '.'));
      const fixed = host + text.slice(registry!.text.length);
      return imageFault(parseImage(fixed)) ? [] : [{ title: `Write "${cut(host, 30)}"`, edits: write(fixed) }];
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

/** The first tag if there are two. */
function firstTag(path: string): string {
  return path.slice(path.indexOf(':') + 1);
}

function plainTag(tag: string): string {
  return trimmed(tag.replaceAll(/[^\w.-]+/g, '-'));
}

/** The text without leading and trailing dots and hyphens. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && /[.-]/.test(text[end - 1]!)) end--;
  return text.slice(0, end).replace(/^[.-]+/, '');
}

/** The image that an ECR repository's ARN refers to, with a tag to fill in. */
function fromArn(text: string): Ask[] {
  const arn = parseArn(text.replaceAll(/["'\s]/g, ''));
  const [, path, tag] = /^repository\/([^:@]+)(?::(.*))?$/.exec(arn?.resource ?? '') ?? [];
  if (arn?.service !== 'ecr' || !path || !arn.account || !arn.region) return [];
  const domain = arn.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return [new Ask(`${arn.account}.dkr.ecr.${arn.region}.${domain}/${path}:${tag || 'TAG'}`)];
}

/** The fix that removes the odd characters, provided an image remains. */
function without({ text }: ImageReference, odd: RegExp, title: string, node: ValueNode): Fix[] {
  const plain = text.replaceAll(odd, '').trim();
  if (imageFault(parseImage(plain))) return [];
  // Characters that merely surround the image cannot be part of it.
  return [{ title, preferred: text.includes(plain), edits: [replace(node, plain)] }];
}

/** Decodes percent-encoding, provided the result may be an image; otherwise undefined. */
function decoded(text: string): string | undefined {
  try {
    const image = parseImage(decodeURIComponent(text));
    const plain = image.tag ? image.text.slice(0, image.tag.offset) + plainTag(image.tag.text) : image.text;
    return imageFault(parseImage(plain)) ? undefined : plain;
  } catch {
    return undefined;
  }
}

function withAccount(image: string, task: TaskDefinition): Json {
  const { account } = homeOf(task);
  return account === undefined ? new Ask(`ACCOUNT_ID.${image}`) : asWritten(task, `${account}.${image}`);
}
