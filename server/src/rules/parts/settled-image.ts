import { type ImageReference, imageFault, isStandIn, parseImage } from '../../model/image.ts';
import type { Container } from '../../model/task.ts';
import type { ValueNode } from '../../syntax/node.ts';

/** A known image, with the value that holds it. */
export interface SettledImage {
  readonly image: ImageReference;
  readonly node: ValueNode;
}

/**
 * A container's image if it can be judged; undefined if it is absent, deferred, or not a name that can be pulled, which
 * `image-format` reports.
 */
export function settledImage(container: Container): SettledImage | undefined {
  const field = container.string('image');
  if (field.state !== 'known') return undefined;
  const image = parseImage(field.value);
  if (isStandIn(image) || imageFault(image)) return undefined;
  return { image, node: field.node };
}
