import { rename } from '../../syntax/edit.ts';
import { type Examples, imagesRule } from '../rule.ts';

export default imagesRule({
  title: 'An image definition lacks the container or the image',
  severity: 'warning',
  source: { from: 'AWS CodePipeline user guide, "Image definitions file reference"', checked: '2026-11-28' },
  concept: 'image',
  why: 'Each item names a container in `name` and its image in `imageUri`. The spelling `ImageURI` is for `imageDetail.json`, a file for deployments with CodeDeploy.',
  check({ images }, report) {
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

export const examples: Examples = {
  bad: [
    `[{ "name": "web", "ImageURI": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    `[{ "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
  ],
  good: [
    `[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`,
    `[{ "name": "\${NAME}", "imageUri": "\${IMAGE}" }]`,
  ],
  fixed: [`[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`],
};
