import type { Report } from '../../findings/report.ts';
import { IMAGE_DEFINITIONS, IMAGE_DETAIL } from '../../model/image-definitions.ts';
import { rename, replace } from '../../syntax/edit.ts';
import { type ArrayNode, type ObjectNode, propertyOf } from '../../syntax/node.ts';
import { type Examples, imagesRule } from '../rule.ts';

export default imagesRule({
  title: 'An image definition lacks the container or the image',
  severity: 'warning',
  source: { from: 'AWS CodePipeline user guide, "Image definitions file reference"', checked: '2026-11-28' },
  concept: 'image',
  why: 'Each item names a container in `name` and its image in `imageUri`. The spelling `ImageURI` is for `imageDetail.json`, a file for deployments with CodeDeploy.',
  check({ images, root, expected }, report) {
    if (expected === IMAGE_DETAIL) {
      const missing = detailFinding(root);
      if (missing) report(missing);
      return;
    }
    for (const image of images) {
      for (const key of ['name', 'imageUri'] as const) {
        if (image.member(key)) continue;
        const like = image.node!.properties.find((one) => one.key.value.toLowerCase() === key.toLowerCase());
        const at = like?.key ?? image.node!.properties[0]?.key ?? image.node!;
        const fixes = like ? [{ title: `Write "${key}"`, preferred: true, edits: [rename(like, key)] }] : [];
        const message = like
          ? `CodePipeline reads only the spelling "${key}": rename it`
          : `CodePipeline needs "${key}": add it`;
        report({ at, message, fixes });
      }
    }
  },
});

/** What is wrong with an image detail file, if anything. */
function detailFinding(root: ArrayNode | ObjectNode): Report | undefined {
  if (root.kind === 'array') {
    const [only, ...others] = root.items;
    const uri = only?.kind === 'object' && others.length === 0 ? propertyOf(only, 'imageUri')?.value : undefined;
    return {
      at: root,
      message: `"${IMAGE_DETAIL}" has one object with "ImageURI": a list belongs in "${IMAGE_DEFINITIONS}"`,
      fixes:
        uri?.kind === 'string'
          ? [{ title: 'Write it as an object', edits: [replace(root, { ImageURI: uri.value })] }]
          : [],
    };
  }
  const like = root.properties.find(({ key }) => key.value.toLowerCase() === 'imageuri');
  if (!like || propertyOf(root, 'ImageURI')) return undefined;
  return {
    at: like.key,
    message: `In "${IMAGE_DETAIL}" CodePipeline reads only the spelling "ImageURI": rename it`,
    fixes: [{ title: 'Write "ImageURI"', preferred: true, edits: [rename(like, 'ImageURI')] }],
  };
}

export const examples: Examples = {
  bad: [
    `[{ "name": "web", "ImageURI": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    `[{ "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    `{ "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }`,
  ],
  good: [
    `[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    `[{ "name": "\${NAME}", "imageUri": "\${IMAGE}" }]`,
    `{ "ImageURI": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }`,
  ],
  fixed: [
    `[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    '',
    `{ "ImageURI": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }`,
  ],
};
