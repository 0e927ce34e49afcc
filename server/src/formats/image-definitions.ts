import type { SourceDocument } from '../syntax/document.ts';
import { accept, type Detection } from './detection.ts';

/** What the items of an image definitions file have, in any spelling. */
const MEMBERS = new Set(['name', 'imageuri']);

/**
 * Recognizes an image definitions file of CodePipeline, a list of containers with the images that they get; undefined for
 * any other document.
 */
export function detectImageDefinitions({ root }: SourceDocument): Detection | undefined {
  if (root?.kind !== 'array') return undefined;
  const keys = root.items.map((item) =>
    item.kind === 'object' ? item.properties.map(({ key }) => key.value.toLowerCase()) : ['?'],
  );
  const isKnown = keys.flat().every((key) => MEMBERS.has(key)) && keys.flat().includes('imageuri');
  if (!isKnown) return undefined;
  const found = accept('It is a CodePipeline image definitions file: its items have "imageUri".');
  return { ...found, images: root };
}
