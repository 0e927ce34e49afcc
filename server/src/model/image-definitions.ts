import type { SourceDocument } from '../syntax/document.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';
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
    /** An object in place of the list is wrong. */
    readonly root: ArrayNode | ObjectNode,
  ) {
    const { offset, length } = root;
    const none: ArrayNode = { kind: 'array', items: [], open: true, offset, length, parent: undefined };
    this.images = List.of(root.kind === 'array' ? root : none, (node) =>
      node.kind === 'object' ? new View<ImageDefinition>(node, 'known') : undefined,
    );
  }
}
