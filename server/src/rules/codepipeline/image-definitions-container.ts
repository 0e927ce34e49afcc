import { enumerate } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, imagesRule } from '../rule.ts';

export default imagesRule({
  title: 'An image definition is for a container that the task definition does not have',
  severity: 'warning',
  source: { from: 'AWS CodePipeline user guide, "Image definitions file reference"', checked: '2026-11-28' },
  concept: 'image',
  why: 'CodePipeline puts the image into the container of this name, in the task definition that the service runs. Taskdef looks for the container in the task definitions in the same folder. A name has at most 255 letters, digits, hyphens and underscores.',
  check({ images, tasks }, report) {
    const isKnown = tasks.length > 0 && tasks.every(({ containers, root }) => !containers.open && !root.open);
    const names = tasks.flatMap(({ containers }) => containers.items.map((one) => one.string('name')));
    const isClosed = isKnown && names.length > 0 && names.every(({ state }) => state === 'known');
    const known = [...new Set(names.flatMap(({ value }) => value ?? []))];
    for (const image of images) {
      const name = image.string('name');
      if (name.state !== 'known' || known.includes(name.value)) continue;
      if (isClosed) {
        const offered = nearest(name.value, known);
        report({
          at: name.node,
          message: `The task definition has no container "${name.value}": it has ${enumerate(
            known.map((one) => `"${one}"`),
            'and',
          )}`,
          fixes: offered.map((one) => ({ title: `Write "${one}"`, edits: [replace(name.node, one)] })),
        });
      } else if (!/^[\w-]{1,255}$/.test(name.value))
        report({ at: name.node, message: `No container can be called "${name.value}": use its name` });
    }
  },
});

export const examples: Examples = {
  bad: [`[{ "name": "shop/web", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.0.0" }]`],
  good: [
    `[{ "name": "shop_web-1", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.0.0" }]`,
    `[{ "name": "<CONTAINER NAME>", "imageUri": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.0.0" }]`,
  ],
};
