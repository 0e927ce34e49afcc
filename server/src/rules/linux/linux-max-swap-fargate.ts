import { forbidOn } from '../parts/launch-type-refusal.ts';
import { linuxParameters } from '../parts/linux-parameters.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate and Managed Instances do not support swap',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-fargate-max-swap; SDK LinuxParameters; Amazon ECS developer guide, task definition differences for Managed Instances',
    checked: '2026-11-24',
  },
  concept: 'fargate',
  why: 'Tasks on Fargate and on Managed Instances have no swap space, so it cannot be configured. If the app needs more memory, choose a larger task size.',
  rejection: 'Fargate compatible task definitions do not support maxSwap',
  check(container, report) {
    const { task } = container;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    forbidOn('FARGATE', task, parameters, 'maxSwap', report);
    // The rejection has been reproduced for maxSwap on Fargate; the rest is only documented.
    const documented = { severity: 'warning', rejection: '' } as const;
    forbidOn('FARGATE', task, parameters, 'swappiness', report, documented);
    if (task.requires('FARGATE') === 'yes') return;
    forbidOn('MANAGED_INSTANCES', task, parameters, 'maxSwap', report, documented);
    forbidOn('MANAGED_INSTANCES', task, parameters, 'swappiness', report, documented);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "batch",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [
    {
      "name": "batch",
      "image": "example.com/batch:1",
      "linuxParameters": {
        "maxSwap": 0,
        "swappiness": 10 // hardly ever
      }
    }
  ]
}`,
    `{
  "family": "batch",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": 512 } }]
}`,
  ],
  good: [
    `{
  "family": "batch",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": 512, "swappiness": 10 } }]
}`,
    `{
  "family": "batch",
  "containerDefinitions": [{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": 512 } }]
}`,
    `{
  "family": "batch",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [{ "name": "batch", "image": "example.com/batch:1", "linuxParameters": { "maxSwap": {{ swap }} } }]
}`,
  ],
  fixed: [
    `{
  "family": "batch",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [
    {
      "name": "batch",
      "image": "example.com/batch:1",
      "linuxParameters": {
        "swappiness": 10 // hardly ever
      }
    }
  ]
}`,
    `{
  "family": "batch",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "batch", "image": "example.com/batch:1", "memory": 1024 }]
}`,
  ],
};
