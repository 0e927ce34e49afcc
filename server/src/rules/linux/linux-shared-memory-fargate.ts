import { forbidOn } from '../parts/launch-type-refusal.ts';
import { linuxParameters } from '../parts/linux-parameters.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate and Managed Instances do not support sharedMemorySize',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-fargate-shared-memory-size; Amazon ECS developer guide, task definition differences for Managed Instances',
    checked: '2026-11-24',
  },
  concept: 'fargate',
  why: 'On Fargate and on Managed Instances the size of `/dev/shm` cannot be set. Browsers can be told to use another directory, Chrome with `--disable-dev-shm-usage`; other apps have to run on EC2.',
  rejection: 'Fargate compatible task definitions do not support sharedMemorySize',
  check(container, report) {
    const { task } = container;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    forbidOn('FARGATE', task, parameters, 'sharedMemorySize', report);
    if (task.requires('FARGATE') === 'yes') return;
    // The rejection has been reproduced for Fargate; for Managed Instances it is only documented.
    forbidOn('MANAGED_INSTANCES', task, parameters, 'sharedMemorySize', report, {
      severity: 'warning',
      rejection: '',
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "browser",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [
    {
      "name": "browser",
      "image": "example.com/chrome:1",
      "linuxParameters": {
        "initProcessEnabled": true, // reaps children
        "sharedMemorySize": 512
      }
    }
  ]
}`,
    `{
  "family": "browser",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "browser", "image": "example.com/chrome:1", "memory": 1024, "linuxParameters": { "sharedMemorySize": 512 } }]
}`,
  ],
  good: [
    `{
  "family": "browser",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "browser", "image": "example.com/chrome:1", "memory": 1024, "linuxParameters": { "sharedMemorySize": 512 } }]
}`,
    `{
  "family": "browser",
  "requiresCompatibilities": ["\${launch_type}"],
  "containerDefinitions": [{ "name": "browser", "image": "example.com/chrome:1", "memory": 1024, "linuxParameters": { "sharedMemorySize": 512 } }]
}`,
    `{
  "family": "browser",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [{ "name": "browser", "image": "example.com/chrome:1", "linuxParameters": { "sharedMemorySize": null } }]
}`,
  ],
  fixed: [
    `{
  "family": "browser",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [
    {
      "name": "browser",
      "image": "example.com/chrome:1",
      "linuxParameters": {
        "initProcessEnabled": true // reaps children
      }
    }
  ]
}`,
    `{
  "family": "browser",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "browser", "image": "example.com/chrome:1", "memory": 1024 }]
}`,
  ],
};
