import { replace } from '../../syntax/edit.ts';
import { requirementsIn } from '../parts/resource-requirements.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * A number or ALL. The number may be a fraction such as "0.25"; such tasks run on instances with fractional GPUs.
 * Source: Amazon ECS developer guide, ecs-gpu-specifying, checked 2026-11-24.
 */
const COUNT = /^(?:\d+(?:\.\d+)?|\.\d+|ALL)$/;

export default containerRule({
  title: 'The number of GPUs is neither a number nor ALL',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS developer guide, ecs-gpu-specifying', checked: '2026-11-24' },
  concept: 'gpu',
  why: 'The value is the number of GPUs that the container gets: a whole number, a fraction like `0.25` for instances that split a GPU, or `ALL` for all GPUs of the instance.',
  check(container, report) {
    for (const { requirement } of requirementsIn(container, 'GPU')) {
      const value = requirement.string('value');
      if (value.state !== 'known') continue;
      const isNothing = Number(value.value) === 0;
      if (COUNT.test(value.value) && !isNothing) continue;
      const number = /\d+/.exec(value.value)?.[0];
      const better = /^all$/i.test(value.value.trim()) ? 'ALL' : number && Number(number) > 0 ? number : '1';
      report({
        at: value.node,
        message: `"${value.value}" is not a number of GPUs: use a number, for example "1", or "ALL"`,
        ...(isNothing ? { severity: 'warning' as const } : {}),
        fixes: [
          { title: `Set value to "${better}"`, preferred: better === 'ALL', edits: [replace(value.node, better)] },
        ],
      });
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
        { "type": "GPU", "value": "all" } // of the instance
      ]
    }
  ]
}`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "2 GPUs" }] }]`,
  ],
  good: [
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "2" }] }]`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "ALL" }] }]`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "0.25" }] }]`,
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
        { "type": "GPU", "value": "ALL" } // of the instance
      ]
    }
  ]
}`,
    `[{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "2" }] }]`,
  ],
};
