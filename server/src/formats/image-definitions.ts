import type { SourceDocument } from '../syntax/document.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';
import { accept, type Detection, type Intent } from './detection.ts';

/** What the items of an image definitions file have, in any spelling. */
const MEMBERS = new Set(['name', 'imageuri']);

/** The name that CodePipeline looks for by default. In another file an object may be the image detail of a deployment. */
const FILE_NAME = /(?:^|[/\\])image[-_]?definitions?\.json$/i;

/**
 * Recognizes an image definitions file of CodePipeline, a list of containers with the images that they get, or an object in
 * its place; undefined for any other document.
 */
export function detectImageDefinitions(
  fileName: string,
  { root }: SourceDocument,
  intent: Intent,
): Detection | undefined {
  if (root?.kind === 'array') {
    const keys = root.items.map((item) => (item.kind === 'object' ? keysOf(item) : ['?']));
    const isKnown = keys.flat().every((key) => MEMBERS.has(key)) && keys.flat().includes('imageuri');
    return isKnown ? found(root, 'its items have "imageUri"') : undefined;
  }
  if (root?.kind !== 'object') return undefined;
  const isNamed = FILE_NAME.test(fileName) && keysOf(root).includes('imageuri');
  const isItem =
    root.properties
      .map(({ key }) => key.value)
      .sort()
      .join() === 'imageUri,name';
  return isNamed || (isItem && intent === 'asked') ? found(root, 'it has "imageUri"') : undefined;
}

function found(images: ArrayNode | ObjectNode, because: string): Detection {
  return { ...accept(`It is a CodePipeline image definitions file: ${because}.`), images };
}

function keysOf({ properties }: ObjectNode): string[] {
  return properties.map(({ key }) => key.value.toLowerCase());
}
