import { DOCKER_OFFICIAL_IMAGES } from '../../../model/docker-official-images.ts';
import {
  dockerHubRepository,
  ecrRegistry,
  type ImageReference,
  imageFault,
  isStandIn,
  parseImage,
} from '../../../model/image.ts';
import { hasPlaceholder } from '../../../syntax/placeholder.ts';
import { code, facts, type Markdown, md, ours, plainWords, together } from '../../markdown.ts';
import { regionText } from './region.ts';

/** Breaks an image down into its parts, and says what pinning it would mean. */
export function imageText(text: string, home: string | undefined): Markdown | undefined {
  const image = parseImage(text);
  if (hasPlaceholder(text) || isStandIn(image) || imageFault(image)) return undefined;
  const { repository, tag, digest } = image;
  return together([
    md`${code(repository.text)} — ${origin(image, home)}`,
    facts([
      ['Tag', digest ? tag && md`${code(tag.text)}, for people: the digest decides` : tagText(tag?.text)],
      ['Digest', digest && md`the image is pinned: every task runs exactly this image`],
      [
        'To pin it',
        !digest &&
          md`write ${code('@sha256:…')} with the digest ${ours(tag ? 'instead of the tag' : 'after it')}, so that every task runs the same image`,
      ],
    ]),
  ]);
}

function origin(image: ImageReference, home: string | undefined): Markdown {
  const ecr = ecrRegistry(image);
  if (ecr)
    return md`a private Amazon ECR repository in ${regionText(ecr.region, home)}, account ${plainWords(ecr.account)}`;
  const hub = dockerHubRepository(image);
  if (hub !== undefined) {
    const official = /^library\/(.+)$/.exec(hub)?.[1];
    const kind = official && DOCKER_OFFICIAL_IMAGES.has(official) ? 'an official image' : 'an image';
    return ours(image.registry ? `${kind} on Docker Hub` : `${kind} on Docker Hub, the default registry`);
  }
  if (image.registry!.text === 'public.ecr.aws') return md`a public image in Amazon ECR Public`;
  return md`an image in the registry ${code(image.registry!.text)}`;
}

function tagText(tag: string | undefined): Markdown {
  if (tag === undefined) return ours('none, which means `latest`, so whatever was pushed last');
  if (tag === 'latest') return ours('`latest`, which is whatever was pushed last');
  if (/^[0-9a-f]{7,40}$/.test(tag)) return md`${code(tag)}, which looks like a commit`;
  return md`${code(tag)}. Whoever owns the repository can move it to another image`;
}
