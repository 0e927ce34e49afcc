import { systemDemand } from '../parts/demands.ts';
import { removeRequirement, requirementsIn } from '../parts/resource-requirements.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Windows containers cannot use GPUs',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS developer guide, ecs-gpu; the container agent offers GPUs on Linux only',
    checked: '2026-11-24',
  },
  concept: 'gpu',
  why: 'Only Linux instances offer their GPUs to ECS, so no Windows instance can run such a task.',
  check(container, report) {
    const { task } = container;
    // On Fargate, resource-gpu-fargate reports it.
    if (task.isWindows !== 'yes' || task.requires('FARGATE') === 'yes') return;
    for (const found of requirementsIn(container, 'GPU')) {
      report({
        at: found.requirement.string('type').node!,
        message: 'Windows containers cannot use GPUs: remove the requirement, or run the task on Linux',
        fixes: removeRequirement(found),
        related: systemDemand(task),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "train",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1", // with CUDA
      "memory": 4096,
      "resourceRequirements": [{ "type": "GPU", "value": "1" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "train",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }]
}`,
    `{
  "family": "train",
  "runtimePlatform": { "operatingSystemFamily": "\${os}" },
  "containerDefinitions": [{ "name": "train", "image": "train:1", "memory": 4096, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }]
}`,
  ],
  fixed: [
    `{
  "family": "train",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "train",
      "image": "train:1", // with CUDA
      "memory": 4096
    }
  ]
}`,
  ],
};
