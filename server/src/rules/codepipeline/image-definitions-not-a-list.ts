import { IMAGE_DEFINITIONS } from '../../model/image-definitions.ts';
import { wrap } from '../../syntax/edit.ts';
import { propertyOf } from '../../syntax/node.ts';
import { type Examples, imagesRule } from '../rule.ts';

export default imagesRule({
  title: 'Image definitions are not in a list',
  severity: 'error',
  refusedBy: 'codepipeline',
  source: {
    from: 'AWS CodePipeline user guide, "Image definitions file reference"; the rejection from an article about one such file (Qiita, d6dac2a1f1c43a5c25cd)',
    checked: '2026-11-28',
  },
  concept: 'image',
  why: 'The file is a list with an item for each container. One object with `ImageURI` is `imageDetail.json`, which deployments with CodeDeploy read instead.',
  rejection: 'The image definition file imagedefinitions.json contains invalid JSON format',
  check({ root, expected }, report) {
    if (root.kind !== 'object' || root.open || expected !== IMAGE_DEFINITIONS) return;
    const isItem = propertyOf(root, 'name') !== undefined && propertyOf(root, 'imageUri') !== undefined;
    report({
      at: root.properties[0]!.key,
      message: isItem
        ? 'CodePipeline needs a list here: put the object in brackets'
        : 'CodePipeline needs a list here, with "name" and "imageUri" for each container',
      fixes: isItem ? [{ title: 'Put it in a list', preferred: true, edits: [wrap(root, '[', ']')] }] : [],
    });
  },
});

export const examples: Examples = {
  bad: [`{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }`],
  good: [`[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`],
  fixed: [`[{ "name": "web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.0.0" }]`],
};
