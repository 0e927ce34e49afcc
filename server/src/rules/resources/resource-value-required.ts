import { set } from '../../syntax/edit.ts';
import { requirementsOf } from '../parts/resource-requirements.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A resource requirement has no value',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, ResourceRequirement', checked: '2026-11-24' },
  concept: 'gpu',
  why: 'A requirement needs a `value`: how many GPUs the container gets, or `ALL`. Only a GPU that is shared with a `sharingStrategy` needs none.',
  check(task, report) {
    for (const type of ['GPU', 'NeuronDevice'] as const) {
      for (const { requirement } of requirementsOf(task, type)) {
        const value = requirement.string('value');
        if (value.state !== 'absent' || requirement.has('sharingStrategy')) continue;
        const enough = type === 'GPU' ? '1' : 'ALL';
        report({
          at: value.property?.key ?? requirement.string('type').node!,
          message: `${type} needs a value: add "value": "${enough}"`,
          // A pipeline may fill in an empty value.
          ...(value.property ? { severity: 'warning' as const } : {}),
          fixes: [{ title: `Set value to "${enough}"`, edits: [set(requirement.node!, 'value', enough)] }],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "train",
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1",
      "memory": 4096,
      "resourceRequirements": [
        { "type": "GPU" } // any will do
      ]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }]`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }]`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "\${gpus}" }] }]`,
  ],
  fixed: [
    `{
  "family": "train",
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1",
      "memory": 4096,
      "resourceRequirements": [
        { "type": "GPU", "value": "1" } // any will do
      ]
    }
  ]
}`,
  ],
};
