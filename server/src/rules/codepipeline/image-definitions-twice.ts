import { type Examples, imagesRule } from '../rule.ts';

export default imagesRule({
  title: 'A container gets two images',
  severity: 'warning',
  source: { from: 'AWS CodePipeline user guide, "Image definitions file reference"', checked: '2026-11-28' },
  concept: 'image',
  why: 'CodePipeline gives each container the image in the item of its name. If a container has two, at most one is used.',
  check({ images }, report) {
    const seen = new Set<string>();
    for (const image of images) {
      const name = image.string('name');
      if (name.state !== 'known') continue;
      if (seen.has(name.value))
        report({ at: name.node, message: `Container "${name.value}" already has an image: keep one of them` });
      seen.add(name.value);
    }
  },
});

export const examples: Examples = {
  bad: [`[{ "name": "web", "imageUri": "web:1" }, { "name": "web", "imageUri": "web:2" }]`],
  good: [
    `[{ "name": "web", "imageUri": "web:1" }, { "name": "proxy", "imageUri": "web:1" }]`,
    `[{ "name": "<NAME>", "imageUri": "web:1" }, { "name": "<NAME>", "imageUri": "web:2" }]`,
  ],
};
