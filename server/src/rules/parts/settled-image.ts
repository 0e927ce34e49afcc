import { type ImageReference, imageFault, isStandIn, parseImage } from '../../model/image.ts';
import type { Container } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';

/** An image that is written in the file, with the value that holds it. */
export interface SettledImage {
  readonly image: ImageReference;
  readonly node: ValueNode;
}

/**
 * A container's image where it can be judged. Undefined where it is missing, decided later,
 * or not a name that anything could be pulled by, which `image-format` reports.
 */
export function settledImage(container: Container): SettledImage | undefined {
  const field = container.string('image');
  if (field.state !== 'known') return undefined;
  const image = parseImage(field.value);
  if (isStandIn(image) || imageFault(image)) return undefined;
  return { image, node: field.node };
}
