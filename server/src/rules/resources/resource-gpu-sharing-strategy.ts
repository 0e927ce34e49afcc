import { remove, set } from '../../syntax/edit.ts';
import { launchTypeDemand } from '../parts/demands.ts';
import { removeOne } from '../parts/remove-one.ts';
import { requirementsOf } from '../parts/resource-requirements.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The containers of a task mix whole and shared GPUs',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, ResourceRequirement.sharingStrategy', checked: '2026-11-24' },
  concept: 'gpu',
  why: 'With `value`, a container has whole GPUs to itself; with `sharingStrategy`, it shares one with others. ECS accepts one of the two, and the same one for all containers of a task that use GPUs. External instances do not support sharing.',
  check(task, report) {
    // On Fargate, resource-gpu-fargate reports every GPU.
    if (task.requires('FARGATE') === 'yes') return;
    const isExternal = task.requires('EXTERNAL') === 'yes';
    let first: { isShared: boolean; title: string } | undefined;
    for (const { container, requirement } of requirementsOf(task, 'GPU')) {
      const value = requirement.string('value');
      const strategy = requirement.object('sharingStrategy');
      if (value.state === 'deferred' || strategy.presence === 'deferred') return;
      const isShared = strategy.presence === 'known';

      if (isShared && strategy.node!.properties.length === 0 && !strategy.node!.open) {
        report({
          at: strategy.property!.key,
          message: '"sharingStrategy" is empty: add "nvidiaMps", or use "value"',
          fixes: [{ title: 'Add "nvidiaMps"', edits: [set(strategy.node!, 'nvidiaMps', { memory: 1024 })] }],
        });
        continue;
      }
      if (isShared && value.state === 'known') {
        report({
          at: strategy.property!.key,
          message: '"value" and "sharingStrategy" are mutually exclusive: remove one',
          fixes: [
            { title: 'Remove "value"', edits: [remove(value.property!)] },
            ...removeOne(task.document, strategy.property!),
          ],
          related: [{ at: value.node, message: 'The number of GPUs' }],
        });
        continue;
      }
      if (isShared && isExternal) {
        report({
          at: strategy.property!.key,
          message: 'External instances do not share GPUs: use "value" instead of "sharingStrategy"',
          related: launchTypeDemand(task, 'EXTERNAL'),
        });
        continue;
      }
      if (!isShared && value.state === 'absent') continue;
      first ??= { isShared, title: container.title };
      if (first.isShared === isShared) continue;
      report({
        at: isShared ? strategy.property!.key : value.node!,
        message: `Container ${first.title} ${first.isShared ? 'shares its GPU' : 'uses whole GPUs'}: do the same here`,
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "infer",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "infer",
      "image": "infer:1",
      "memory": 4096,
      "resourceRequirements": [
        {
          "type": "GPU",
          "value": "1", // one is enough
          "sharingStrategy": { "nvidiaMps": { "memory": 1024 } }
        }
      ]
    }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
  { "name": "b", "image": "b:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }
]`,
    `{ "family": "infer", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "infer", "image": "infer:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": {} }] }] }`,
  ],
  good: [
    `[
  { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] },
  { "name": "b", "image": "b:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "value": "", "sharingStrategy": { "nvidiaMps": { "memory": 512 } } }] }
]`,
    `[
  { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
  { "name": "b", "image": "b:1", "memory": 64 }
]`,
    `[{ "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "GPU", "value": "\${gpus}", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }]`,
  ],
  fixed: [
    `{
  "family": "infer",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "infer",
      "image": "infer:1",
      "memory": 4096,
      "resourceRequirements": [
        {
          "type": "GPU",
          // one is enough
          "sharingStrategy": { "nvidiaMps": { "memory": 1024 } }
        }
      ]
    }
  ]
}`,
    '',
    `{ "family": "infer", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "infer", "image": "infer:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }] }`,
  ],
};
