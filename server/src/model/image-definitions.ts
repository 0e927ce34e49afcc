import type { SourceDocument } from '../syntax/document.ts';
import type { ArrayNode, ObjectNode } from '../syntax/node.ts';
import type { TaskDefinition } from './task.ts';
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

/** The name that CodePipeline expects of a file that is for a deployment with CodeDeploy. */
export const IMAGE_DETAIL = 'imageDetail.json';
/** The name that CodePipeline expects of a file for any other deployment, unless it is told otherwise. */
export const IMAGE_DEFINITIONS = 'imagedefinitions.json';

/**
 * An image definitions file of CodePipeline, which says what image each container of a task definition gets, or an image
 * detail file, which names one image.
 */
export class ImageDefinitions {
  /** The items of the list; none if the file has an object. */
  readonly images: List<View<ImageDefinition>>;
  /** What the file has to be, judging by its name, or by its content if the name says nothing. */
  readonly expected: typeof IMAGE_DETAIL | typeof IMAGE_DEFINITIONS;

  constructor(
    readonly document: SourceDocument,
    readonly root: ArrayNode | ObjectNode,
    fileName: string,
    /** The task definitions in the other documents of the folder, as far as they are known. */
    readonly tasks: readonly TaskDefinition[] = [],
  ) {
    this.images =
      root.kind === 'array'
        ? List.of(root, (node) => (node.kind === 'object' ? new View<ImageDefinition>(node, 'known') : undefined))
        : new List<View<ImageDefinition>>([], undefined, 'absent', undefined);
    const hasName = root.kind === 'object' && root.properties.some(({ key }) => key.value.toLowerCase() === 'name');
    this.expected = /imagedetail\.json$/i.test(fileName)
      ? IMAGE_DETAIL
      : /image[-_]?definitions?\.json$/i.test(fileName) || root.kind === 'array' || hasName
        ? IMAGE_DEFINITIONS
        : IMAGE_DETAIL;
  }
}
