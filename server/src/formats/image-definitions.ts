import type { SourceDocument } from '../syntax/document.ts';
import type { ArrayNode, ObjectNode, ValueNode } from '../syntax/node.ts';
import { accept, type Detection, type Intent } from './detection.ts';

/** What the items of an image definitions file have, in any spelling. */
const MEMBERS = new Set(['name', 'imageuri']);

/**
 * What Amazon ECR writes into an image detail file beside `ImageURI`.
 * Source: image definitions file reference in the AWS CodePipeline user guide, checked 2026-11-28.
 */
const OF_ECR = [
  'ImageSizeInBytes',
  'ImageDigest',
  'Version',
  'ImagePushedAt',
  'RegistryId',
  'RepositoryName',
  'ImageTags',
  'ImageManifestMediaType',
  'LastRecordedPullTime',
].map((name) => name.toLowerCase());

/** The names that CodePipeline looks for. The first one can be changed in the pipeline. */
const FILE_NAME = /(?:^|[/\\])image(?:[-_]?definitions?|detail)\.json$/i;

/**
 * Recognizes an image definitions file of CodePipeline, a list of containers with the images that they get, or an object in
 * its place, and an image detail file, an object with one image; undefined for any other document.
 */
export function detectImageDefinitions(
  fileName: string,
  { root }: SourceDocument,
  intent: Intent,
): Detection | undefined {
  if (root?.kind === 'array') {
    const keys = root.items.flatMap(keysOf);
    const isKnown = keys.every((key) => MEMBERS.has(key)) && keys.includes('imageuri');
    return isKnown ? found(root, 'image definitions file: its items have "imageUri"') : undefined;
  }
  if (root?.kind !== 'object') return undefined;
  const keys = keysOf(root);
  if (!keys.includes('imageuri')) return undefined;
  const isDetail = keys.every((key) => key === 'imageuri' || OF_ECR.includes(key));
  const isItem = keys.length === 2 && keys.includes('name');
  return FILE_NAME.test(fileName) || isDetail || (isItem && intent === 'asked')
    ? found(root, 'image file: it has "imageUri"')
    : undefined;
}

function found(images: ArrayNode | ObjectNode, what: string): Detection {
  return { ...accept(`It is a CodePipeline ${what}.`), images };
}

function keysOf(node: ValueNode): string[] {
  return node.kind === 'object' ? node.properties.map(({ key }) => key.value.toLowerCase()) : ['?'];
}
