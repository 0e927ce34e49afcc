import { dockerHubRepository, ecrRegistry, type ImageReference, parseImage, shortImage } from '../model/image.ts';
import type { Actor } from './containers.ts';
import type { Reach } from './network.ts';
import type { Scene } from './scene.ts';

/** Seconds that a pull takes, on Windows of some gigabytes: assumptions. */
const PULL = 15;
const WINDOWS_PULL = 180;

/** Seconds after which a pull without a way to the registry is given up: an assumption. */
const GIVING_UP = 120;

/** How a container's image is pulled. */
export interface Pull {
  readonly seconds: number;
  /** What goes wrong; undefined where nothing does. */
  readonly failure: { readonly text: string; readonly aws: string | undefined } | undefined;
}

/** How an image is pulled, as far as it is assumed. */
export function pullOf(scene: Scene, { container, name }: Actor, reach: Reach): Pull {
  const written = container.text('image')?.value ?? '';
  const image = parseImage(written);
  const { assumptions } = scene;
  const there = assumptions.choice<'pulled' | 'missing' | 'denied'>(
    { id: 'image', subject: name, label: `The image ${shortImage(image)}` },
    {
      pulled: 'It exists and can be pulled',
      missing: 'The registry does not have it',
      denied: 'Pulling it is denied',
    },
    isKnownToLack(scene, written) ? 'missing' : 'pulled',
  );
  if (reach === 'nothing') {
    const text = `The registry of ${shortImage(image)} cannot be reached.`;
    const aws =
      scene.launchType === 'FARGATE'
        ? `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${wholeName(image)}: failed to do request: Head …: dial tcp …: i/o timeout`
        : undefined;
    return { seconds: GIVING_UP, failure: { text, aws } };
  }
  if (there !== 'pulled') return { seconds: 3, failure: failureOf(scene, written, there) };
  const failure = wrongPlatform(scene, written);
  if (failure) return { seconds: 3, failure };
  const question = { id: 'pull', subject: name, label: 'Time to pull its image' };
  const initial = scene.task.isWindows === 'yes' ? WINDOWS_PULL : PULL;
  return { seconds: assumptions.number(question, { initial, min: 0, max: 1800, unit: 's' }), failure: undefined };
}

function isKnownToLack({ world: { images } }: Scene, written: string): boolean {
  return images !== undefined && !Object.hasOwn(images, written);
}

/** Whether an image is not built for the CPU of the task. Source of the words: stopped tasks that users report; checked 2026-11-28. */
function wrongPlatform({ task, world, launchType }: Scene, written: string): Pull['failure'] {
  const built = world.images?.[written];
  if (!built || built.length === 0) return undefined;
  const asked = task.object('runtimePlatform').string('cpuArchitecture').value ?? 'X86_64';
  if (built.includes(asked)) return undefined;
  const platform = `linux/${asked === 'ARM64' ? 'arm64' : 'amd64'}`;
  const aws =
    launchType === 'FARGATE'
      ? `CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform '${platform}'`
      : undefined;
  return { text: `${shortImage(parseImage(written))} is not built for ${platform}.`, aws };
}

/** An image's name as a registry is asked for it: with host and tag. */
function wholeName(image: ImageReference): string {
  const { text, tag, digest } = image;
  const hub = dockerHubRepository(image);
  const version = `${tag ? `:${tag.text}` : ''}${digest ? `@${digest.text}` : ''}`;
  if (hub) return `docker.io/${hub}${version || ':latest'}`;
  return version ? text : `${text}:latest`;
}

/**
 * Source of the words: Amazon ECS developer guide, CannotPullContainer task errors, and stopped tasks that users report; checked 2026-11-28.
 */
function failureOf({ launchType }: Scene, written: string, there: 'missing' | 'denied') {
  const isFargate = launchType === 'FARGATE';
  if (there === 'missing') {
    const ref = wholeName(parseImage(written));
    const aws = isFargate
      ? `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ref}: not found`
      : `CannotPullContainerError: Error response from daemon: manifest for ${ref.replace(/^docker\.io\/(?:library\/)?/, '')} not found: manifest unknown: …`;
    return { text: `The registry does not have ${shortImage(parseImage(written))}.`, aws };
  }
  const role = ecrRegistry(parseImage(written)) ? ' Its role needs the permissions to pull from Amazon ECR.' : '';
  const aws = isFargate
    ? 'CannotPullContainerError: … 403 Forbidden'
    : "CannotPullContainerError: Error response from daemon: pull access denied for …, repository does not exist or may require 'docker login': …";
  return { text: `The registry does not let ECS pull ${shortImage(parseImage(written))}.${role}`, aws };
}
