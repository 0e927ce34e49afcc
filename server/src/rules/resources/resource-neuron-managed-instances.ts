import { replace } from '../../syntax/edit.ts';
import { removeRequirement, requirementsOf } from '../parts/resource-requirements.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Neuron devices need Managed Instances and a single container',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, ResourceRequirement.value', checked: '2026-11-24' },
  concept: 'managed-instances',
  why: 'ECS assigns AWS Neuron devices only on Amazon ECS Managed Instances. The value is always `ALL`, and since that takes every device of the instance, only one container of the task can ask for them.',
  check(task, report) {
    const found = requirementsOf(task, 'NeuronDevice');
    if (task.requires('MANAGED_INSTANCES') === 'no') {
      for (const one of found) {
        report({
          at: one.requirement.string('type').node!,
          message: 'Neuron devices need Managed Instances: remove the requirement, or change the launch type',
          fixes: removeRequirement(one),
          related: [
            { at: task.member('requiresCompatibilities')?.key ?? task.label, message: 'The launch types of the task' },
          ],
        });
      }
      return;
    }
    for (const { requirement } of found) {
      const value = requirement.string('value');
      if (value.state !== 'known' || value.value === 'ALL') continue;
      report({
        at: value.node,
        message: `Neuron devices are only assigned all together: write "ALL" instead of "${value.value}"`,
        fixes: [{ title: 'Set value to "ALL"', edits: [replace(value.node, 'ALL')] }],
      });
    }
    for (const one of found.slice(1)) {
      if (one.container === found[0]!.container) continue;
      report({
        at: one.requirement.string('type').node!,
        message: `Container ${found[0]!.container.title} has all Neuron devices: remove the requirement here`,
        fixes: removeRequirement(one),
        related: [{ at: found[0]!.requirement.string('type').node!, message: 'The other requirement' }],
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
      "image": "infer:1", // with the Neuron runtime
      "memory": 4096,
      "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }]
    }
  ]
}`,
    `{
  "family": "infer",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "1" }] }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
  { "name": "b", "image": "b:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
]`,
  ],
  good: [
    `{
  "family": "infer",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
  ]
}`,
    `[{ "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "\${devices}" }] }]`,
  ],
  fixed: [
    `{
  "family": "infer",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "infer",
      "image": "infer:1", // with the Neuron runtime
      "memory": 4096
    }
  ]
}`,
    `{
  "family": "infer",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
  ]
}`,
    `[
  { "name": "a", "image": "a:1", "memory": 64, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
  { "name": "b", "image": "b:1", "memory": 64 }
]`,
  ],
};
