import type { SourceDocument } from '../syntax/document.ts';
import type { ArrayNode } from '../syntax/node.ts';
import { List, View } from './view.ts';

/**
 * An item of an image definitions file.
 * Source: image definitions file reference in the AWS CodePipeline user guide, checked 2026-11-28.
 */
export interface ImageDefinition {
  /** The container. */
  readonly name: string;
  readonly imageUri: string;
}

/** An image definitions file of CodePipeline, which says what image each container of a task definition gets. */
export class ImageDefinitions {
  readonly images: List<View<ImageDefinition>>;

  constructor(
    readonly document: SourceDocument,
    root: ArrayNode,
  ) {
    this.images = List.of(root, (node) =>
      node.kind === 'object' ? new View<ImageDefinition>(node, 'known') : undefined,
    );
  }
}
