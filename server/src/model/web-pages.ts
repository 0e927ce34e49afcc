/**
 * Web pages for what a task definition names: images in their registries, AWS resources in the console.
 * URLs are built only from parts that were parsed and checked, never from raw text of the file.
 * The URL forms are those that the sites themselves use, checked 2026-11-24.
 */

import { dockerHubRepository, ecrRegistry, type ImageReference, imageFault } from './image.ts';
import { isRegion } from './region-name.ts';

/** A web page to open. */
export interface WebPage {
  readonly url: string;
  /** What opens, for a tooltip. */
  readonly title: string;
}

/** The web page of an image's repository; undefined for registries without one, and for images that are deferred. */
export function imagePage(image: ImageReference): WebPage | undefined {
  if (imageFault(image) || !/^[a-z0-9._/-]+$/.test(image.repository.text)) return undefined;
  const path = encodePath(image.repository.text);
  const hub = dockerHubRepository(image);
  if (hub !== undefined) {
    const official = /^library\/([^/]+)$/.exec(hub)?.[1];
    if (official)
      return { url: `https://hub.docker.com/_/${encodeURIComponent(official)}`, title: 'Open on Docker Hub' };
    return /^[^/]+\/[^/]+$/.test(hub)
      ? { url: `https://hub.docker.com/r/${encodePath(hub)}`, title: 'Open on Docker Hub' }
      : undefined;
  }
  const ecr = ecrRegistry(image);
  if (ecr) {
    const home = consoleOf('aws', ecr.region);
    // Hosts in other partitions have other consoles.
    if (!home || !image.registry!.text.endsWith('.amazonaws.com')) return undefined;
    return {
      url: `${home}/ecr/repositories/private/${ecr.account}/${path}?region=${ecr.region}`,
      title: 'Open the repository in the Amazon ECR console',
    };
  }
  switch (image.registry?.text) {
    case 'public.ecr.aws':
      return /^[^/]+\/.+$/.test(image.repository.text)
        ? { url: `https://gallery.ecr.aws/${path}`, title: 'Open in the Amazon ECR Public Gallery' }
        : undefined;
    case 'quay.io':
      return /^[^/]+\/[^/]+$/.test(image.repository.text)
        ? { url: `https://quay.io/repository/${path}`, title: 'Open on Quay' }
        : undefined;
  }
  return undefined;
}

/**
 * The console page of an AWS resource; undefined for texts that are not ARNs, and for services that are not known here.
 */
export function arnPage(text: string): WebPage | undefined {
  const [arn, partition, service, region, account, ...rest] = text.split(':');
  // Control characters and lone surrogates must not get into a URL.
  if (arn !== 'arn' || partition !== 'aws' || rest.length === 0 || /\p{Cc}|\p{Cs}/u.test(text)) return undefined;
  const resource = rest.join(':');
  if (service === 's3') return region === '' && account === '' ? objectPage(resource) : undefined;
  if (!/^\d{12}$/.test(account ?? '')) return undefined;
  if (service === 'iam') return region === '' ? rolePage(resource) : undefined;
  const home = consoleOf(partition, region ?? '');
  if (!home) return undefined;
  switch (service) {
    case 'secretsmanager': {
      // Selectors follow the name, and Secrets Manager ends the name with a hyphen and six characters of its own.
      const name = /^secret:([\w/+=.@-]+?)-[A-Za-z0-9]{6}(?::|$)/.exec(resource)?.[1];
      return name === undefined
        ? undefined
        : {
            url: `${home}/secretsmanager/secret?name=${encodeURIComponent(name)}&region=${region}`,
            title: 'Open the secret in the Secrets Manager console',
          };
    }
    case 'ssm': {
      const name = /^parameter((?:\/[\w.-]+)+)$/.exec(resource)?.[1];
      if (name === undefined) return undefined;
      // A parameter in a hierarchy starts with a slash, one of a single word does not. The console encodes slashes
      // twice.
      const written = name.lastIndexOf('/') > 0 ? name.replaceAll('/', '%252F') : name.slice(1);
      return {
        url: `${home}/systems-manager/parameters/${written}/description?region=${region}`,
        title: 'Open the parameter in the Systems Manager console',
      };
    }
    case 'ecs': {
      const [, family, revision] = /^task-definition\/([\w-]+):(\d+)$/.exec(resource) ?? [];
      return family === undefined
        ? undefined
        : {
            url: `${home}/ecs/v2/task-definitions/${family}/${revision}/containers?region=${region}`,
            title: 'Open this revision in the Amazon ECS console',
          };
    }
  }
  return undefined;
}

function rolePage(resource: string): WebPage | undefined {
  const name = /^role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/.exec(resource)?.[1];
  return name === undefined
    ? undefined
    : {
        url: `https://console.aws.amazon.com/iam/home#/roles/details/${encodeURIComponent(name)}`,
        title: 'Open the role in the IAM console',
      };
}

function objectPage(resource: string): WebPage | undefined {
  const [, bucket, key] = /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/([^*]+)$/.exec(resource) ?? [];
  return bucket === undefined
    ? undefined
    : {
        url: `https://s3.console.aws.amazon.com/s3/object/${bucket}?prefix=${encodeURIComponent(key!)}`,
        title: 'Open the object in the Amazon S3 console',
      };
}

/** A region's console; undefined outside the standard partition, whose regions have other consoles. */
function consoleOf(partition: string, region: string): string | undefined {
  if (partition !== 'aws' || !isRegion(region) || /^(?:cn|us-gov|us-iso\w*|eu-isoe|eusc)-/.test(region)) {
    return undefined;
  }
  return `https://${region}.console.aws.amazon.com`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
