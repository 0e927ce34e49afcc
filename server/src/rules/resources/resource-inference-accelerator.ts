import { removeRequirement, requirementsIn } from '../parts/resource-requirements.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Elastic Inference has ended',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-inference-accelerator', checked: '2026-11-24' },
  concept: 'gpu',
  why: 'The value names a device in `inferenceAccelerators`, which ECS no longer accepts since Elastic Inference has ended. GPUs and Neuron devices replace it.',
  rejection: "Unsupported field 'inferenceAccelerators'",
  check(container, report) {
    const { task } = container;
    // td-inference-accelerator-removed reports the devices, and its fix removes these requirements as well.
    if (task.has('inferenceAccelerators')) return;
    for (const found of requirementsIn(container, 'InferenceAccelerator')) {
      report({
        at: found.requirement.string('type').node!,
        message: 'Elastic Inference has ended: remove the requirement',
        tag: 'deprecated',
        fixes: removeRequirement(found),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "infer",
  "containerDefinitions": [
    {
      "name": "infer",
      "image": "infer:1",
      "memory": 4096,
      "resourceRequirements": [
        { "type": "GPU", "value": "1" }, // the new way
        { "type": "InferenceAccelerator", "value": "device_1" }
      ]
    }
  ]
}`,
    `[{ "name": "infer", "image": "infer:1", "memory": 4096, "resourceRequirements": [{ "type": "InferenceAccelerator", "value": "device_1" }] }]`,
  ],
  good: [
    `[{ "name": "infer", "image": "infer:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }]`,
    `[{ "name": "infer", "image": "infer:1", "memory": 4096, "resourceRequirements": [{ "type": "\${type}", "value": "device_1" }] }]`,
  ],
  fixed: [
    `{
  "family": "infer",
  "containerDefinitions": [
    {
      "name": "infer",
      "image": "infer:1",
      "memory": 4096,
      "resourceRequirements": [
        { "type": "GPU", "value": "1" } // the new way
      ]
    }
  ]
}`,
    `[{ "name": "infer", "image": "infer:1", "memory": 4096 }]`,
  ],
};
