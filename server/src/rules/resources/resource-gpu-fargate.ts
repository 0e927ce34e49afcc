import { launchTypeDemand } from '../parts/demands.ts';
import { removeRequirement, requirementsIn } from '../parts/resource-requirements.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate does not support GPUs',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-gpu-resource', checked: '2026-11-24' },
  concept: 'gpu',
  why: 'Tasks that need a GPU have to run on EC2 instances or on Amazon ECS Managed Instances with GPUs.',
  rejection: 'Tasks using the Fargate launch type do not support GPU resource requirements',
  check(container, report) {
    const { task } = container;
    if (task.requires('FARGATE') !== 'yes') return;
    const related = launchTypeDemand(task, 'FARGATE');
    for (const found of requirementsIn(container, 'GPU')) {
      report({
        at: found.requirement.string('type').node!,
        message: 'Fargate does not support GPUs: remove the requirement, or run the task on EC2',
        fixes: removeRequirement(found),
        related,
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "train",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "4096",
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1", // with CUDA
      "resourceRequirements": [{ "type": "GPU", "value": "1" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "train", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }] }`,
    `{ "family": "train", "containerDefinitions": [{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }] }`,
  ],
  fixed: [
    `{
  "family": "train",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "4096",
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1" // with CUDA
    }
  ]
}`,
  ],
};
