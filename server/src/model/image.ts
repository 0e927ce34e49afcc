/**
 * The only place that parses image references: `[registry/]repository[:tag][@digest]`.
 * Source: the reference grammar of the OCI distribution project, which Docker and containerd share; checked 2026-11-24.
 */

import { withoutPlaceholders } from '../syntax/placeholder.ts';
import { REGION_NAME } from './region-name.ts';
import { cut } from './wording.ts';

/** A part of an image reference, with its offset in the reference. */
export interface ImagePart {
  readonly text: string;
  readonly offset: number;
}

/**
 * An image reference split into its parts. A part that is not written is undefined; one that was started but left empty
 * has an empty text.
 */
export interface ImageReference {
  readonly text: string;
  /** `https://` and the like, which an image must not have. */
  readonly scheme: ImagePart | undefined;
  /** Host and port. Undefined means Docker Hub. */
  readonly registry: ImagePart | undefined;
  /** The path within the registry, slashes included. */
  readonly repository: ImagePart;
  readonly tag: ImagePart | undefined;
  /** With its algorithm, without the `@`. */
  readonly digest: ImagePart | undefined;
}

/**
 * Parses an image reference. Accepts any text, including half-typed and invalid references (see `imageFault`).
 * A placeholder belongs to the part it appears in, whatever characters it contains.
 */
export function parseImage(text: string): ImageReference {
  const plain = withoutPlaceholders(text);
  const part = (from: number, to: number): ImagePart => ({ text: text.slice(from, to), offset: from });
  const start = /^[a-z][a-z0-9+.-]*:\/\//i.exec(plain)?.[0].length ?? 0;
  const at = plain.indexOf('@', start);
  const nameEnd = at < 0 ? text.length : at;
  // A colon before the last slash belongs to the registry's port.
  const colon = plain.lastIndexOf(':', nameEnd - 1);
  const hasTag = colon >= start && colon > plain.lastIndexOf('/', nameEnd - 1);
  const pathEnd = hasTag ? colon : nameEnd;
  const slash = plain.indexOf('/', start);
  const hasRegistry = slash >= 0 && slash < pathEnd && isHost(plain.slice(start, slash));
  return {
    text,
    scheme: start > 0 ? part(0, start) : undefined,
    registry: hasRegistry ? part(start, slash) : undefined,
    repository: part(hasRegistry ? slash + 1 : start, pathEnd),
    tag: hasTag ? part(colon + 1, nameEnd) : undefined,
    digest: at < 0 ? undefined : part(at + 1, text.length),
  };
}

/** Whether the first segment of a path is a registry rather than the start of a Docker Hub repository. */
function isHost(word: string): boolean {
  return /[.:]/.test(word) || word === 'localhost';
}

/** Why an image cannot be pulled under the name as written. */
export type ImageFault =
  | 'arn'
  | 'bare-digest'
  | 'quotes'
  | 'brackets'
  | 'space'
  | 'scheme'
  | 'percent'
  | 'digest-colon'
  | 'empty-account'
  | 'registry'
  | 'empty-tag'
  | 'two-tags'
  | 'long-tag'
  | 'tag'
  | 'slash'
  | 'upper-case'
  | 'repository';

const TAG = /^\w[\w.-]*$/;
const PATH_PART = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[\da-fA-F:]+\])(?::\d+)?$/;

/** The only place where brackets are allowed: around an IPv6 address used as the registry's host. */
const IPV6_HOST = /^\[[\da-fA-F:]+\](?=:\d+\/)/;

/** A digest with no image in front of it. */
const BARE_DIGEST = /^@?sha256:[0-9a-f]{32,}$/i;

/** A digest after a colon, where the tag belongs. */
export const DIGEST_BEHIND_COLON = /:(sha256:[0-9a-f]{32,})$/i;

/** The longest tag that the grammar allows. */
const MAX_TAG_LENGTH = 128;

/**
 * What is wrong with an image reference, apart from its length and digest, which the schema checks; undefined if
 * nothing is.
 */
export function imageFault({ text, scheme, registry, repository, tag }: ImageReference): ImageFault | undefined {
  if (/^["'\s]*arn:/.test(text)) return 'arn';
  if (BARE_DIGEST.test(text)) return 'bare-digest';
  if (/["'`\\]/.test(text)) return 'quotes';
  if (/[[\](){}<>]/.test(text.replace(IPV6_HOST, ''))) return 'brackets';
  if (/\s/.test(text)) return 'space';
  if (scheme) return 'scheme';
  if (/%[0-9a-f]{2}/i.test(text)) return 'percent';
  // The ECS API reference allows number signs but the grammar does not, so they are not judged.
  if (text.includes('#')) return undefined;
  if (DIGEST_BEHIND_COLON.test(text)) return 'digest-colon';
  if (registry && /^\.?dkr[.-]ecr\./.test(registry.text)) return 'empty-account';
  if (registry && !HOST.test(registry.text)) return 'registry';
  if (tag?.text === '') return 'empty-tag';
  if (tag && repository.text.includes(':')) return 'two-tags';
  if (tag && tag.text.length > MAX_TAG_LENGTH) return 'long-tag';
  if (tag && !TAG.test(tag.text)) return 'tag';
  if (repository.text === '') return 'repository';
  const parts = repository.text.split('/');
  if (parts.includes('')) return 'slash';
  if (parts.every((part) => PATH_PART.test(part))) return undefined;
  return parts.every((part) => PATH_PART.test(part.toLowerCase())) ? 'upper-case' : 'repository';
}

/**
 * Whether a text stands in for an image that a person or a pipeline fills in later, in ways other than the usual
 * placeholders: `IMAGE_URI`, `REGISTRY/IMAGE:TAG`, `account.dkr.ecr.region.amazonaws.com/app`, `[the image]`, "put the
 * image here".
 */
export function isStandIn(image: ImageReference): boolean {
  const words = image.text.trim().slice(0, MOST_STAND_IN);
  const name = `${image.registry?.text ?? ''}/${image.repository.text}`.slice(0, MOST_STAND_IN);
  return (
    /^(?:string|image|placeholder|dummy|todo|none)$/i.test(words) ||
    STAND_IN_BRACKETS.test(words) ||
    /\s\S+\s/.test(words) ||
    /(?:^|[/.:_-])[A-Z][A-Z0-9_]+(?:$|[/.:_-])/.test(name) ||
    /[A-Za-z_]/.test(ecrAccount(image) ?? '')
  );
}

/** The characters in which a stand-in is looked for: ECS takes no image that is longer. */
const MOST_STAND_IN = 1000;

/** Words between brackets or other markers. A lone bracket, or brackets around an image or a number, are typos. */
const STAND_IN_BRACKETS =
  /\[(?=[^\]\d]{0,100}\])|\((?=[^)\d]{0,100}\))|\{(?=[^}\d]{0,100}\})|<(?=[^>\d]{0,100}>)|[[({<][A-Za-z_]+\d?[\])}>]|\$\w|%[A-Za-z_]\w{0,100}%|%[sdvq](?!\w)/;

/** Whatever is in the account's position in a host of Amazon ECR's form. */
function ecrAccount({ registry }: ImageReference): string | undefined {
  const end = registry?.text.search(/\.dkr[.-]ecr\./) ?? -1;
  return end < 0 ? undefined : registry!.text.slice(0, end);
}

/** A host of Amazon ECR in which account and region may be placeholders. */
const ECR_HOST_AS_WRITTEN = /^(.+)\.dkr[.-]ecr(?:-fips)?\.(.+?)\.(?:amazonaws\.|on\.)/;

/** The account and region of an image in a private Amazon ECR repository as written, placeholders included. */
export function writtenEcrRegistry({ registry }: ImageReference): EcrRegistry | undefined {
  const match = ECR_HOST_AS_WRITTEN.exec(registry?.text ?? '');
  return match ? { account: match[1]!, region: match[2]! } : undefined;
}

/** The registry of a private Amazon ECR repository. */
export interface EcrRegistry {
  readonly account: string;
  readonly region: string;
}

/**
 * Amazon ECR hosts: IPv4, FIPS and dual-stack, in the public partitions.
 * Source: Amazon ECR user guide, making requests to registries; checked 2026-11-24.
 */
const ECR_HOST = new RegExp(
  String.raw`^(\d{12})\.dkr[.-]ecr(?:-fips)?\.(${REGION_NAME})\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|on\.aws|on\.amazonwebservices\.com\.cn)$`,
);

/** The private Amazon ECR registry of an image; undefined for any other registry. */
export function ecrRegistry(image: ImageReference): EcrRegistry | undefined {
  const match = ECR_HOST.exec(image.registry?.text ?? '');
  return match ? { account: match[1]!, region: match[2]! } : undefined;
}

const DOCKER_HUB_HOSTS: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/**
 * The full repository name of an image on Docker Hub, such as `library/nginx` for `nginx`; undefined for any other
 * registry.
 */
export function dockerHubRepository({ registry, repository }: ImageReference): string | undefined {
  if (registry && !DOCKER_HUB_HOSTS.has(registry.text)) return undefined;
  return repository.text.includes('/') ? repository.text : `library/${repository.text}`;
}

/**
 * The last part of an image's repository, for use in messages: "app" for
 * `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:1`.
 */
export function imageName({ repository }: ImageReference): string {
  const name = repository.text.slice(repository.text.lastIndexOf('/') + 1);
  return cut(name, 30);
}

/**
 * A short form of an image, for use in lists: "nginx:1.27", "team/app:1" without its registry, a digest cut to its
 * first characters.
 */
export function shortImage({ repository, tag, digest }: ImageReference): string {
  const version = tag ? `:${tag.text}` : digest ? `@${digest.text.slice(0, 15)}` : '';
  return `${repository.text}${version}`;
}
