import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { type NodeEdit, remove } from '../../syntax/edit.ts';
import { forbid } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Elastic Inference has been shut down',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-inference-accelerator', checked: '2026-11-24' },
  concept: 'task-definition',
  why: 'AWS has shut down Elastic Inference, and ECS refuses a task definition that asks for one of its accelerators. Use instances with GPUs or AWS Neuron devices.',
  rejection: "Unsupported field 'inferenceAccelerators'",
  check(task, report) {
    const property = task.member('inferenceAccelerators');
    forbid(
      task,
      'inferenceAccelerators',
      'ECS no longer takes "inferenceAccelerators", as Elastic Inference has ended: remove it',
      report,
      {
        tag: 'deprecated',
        fixes: property
          ? [
              {
                title: 'Remove "inferenceAccelerators" and what refers to them',
                preferred: true,
                edits: [remove(property), ...requirementsOf(task)],
              },
            ]
          : [],
      },
    );
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "inferenceAccelerators": [{ "deviceName": "device_1", "deviceType": "eia2.medium" }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // pinned
      "memory": 128,
      "resourceRequirements": [{ "type": "InferenceAccelerator", "value": "device_1" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{
  "family": "web",
  "inferenceAccelerators": [],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // pinned
      "memory": 128
    }
  ]
}`,
  ],
};

/** Removes the containers' requirements for an accelerator, and each list that would become empty. */
function requirementsOf(task: TaskDefinition): NodeEdit[] {
  return task.containers.items.flatMap((container) => {
    const list = container.list('resourceRequirements');
    const found = list.items.filter((item) => isKnown(item.string('type'), 'InferenceAccelerator'));
    if (found.length === 0) return [];
    if (list.property && found.length === list.node?.items.length) return [remove(list.property)];
    return found.map((item) => remove(item.node!));
  });
}
