import { forbidOn } from '../parts/launch-type-refusal.ts';
import { linuxParameters } from '../parts/linux-parameters.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate does not support devices',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-devices', checked: '2026-11-24' },
  concept: 'fargate',
  why: 'On Fargate you have no instance whose devices a container could use, so ECS refuses `devices`. An app that needs a device, for example `/dev/fuse`, has to run on EC2.',
  rejection: 'Fargate compatible task definitions do not support devices',
  check(container, report) {
    const { task } = container;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    forbidOn('FARGATE', task, parameters, 'devices', report);
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "mounter",
      "image": "example.com/mounter:1",
      "linuxParameters": {
        "initProcessEnabled": true, // reaps children
        "devices": [{ "hostPath": "/dev/fuse" }]
      }
    }
  ]
}`,
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "mounter", "image": "example.com/mounter:1", "linuxParameters": { "devices": [{ "hostPath": "/dev/fuse" }] } }
  ]
}`,
  ],
  good: [
    `{
  "family": "mounter",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "mounter", "image": "example.com/mounter:1", "memory": 128, "linuxParameters": { "devices": [{ "hostPath": "/dev/fuse" }] } }
  ]
}`,
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    { "name": "mounter", "image": "example.com/mounter:1", "linuxParameters": { "devices": [] } }
  ]
}`,
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "containerDefinitions": [
    { "name": "mounter", "image": "example.com/mounter:1", "linuxParameters": { "devices": \${devices} } }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "mounter",
      "image": "example.com/mounter:1",
      "linuxParameters": {
        "initProcessEnabled": true // reaps children
      }
    }
  ]
}`,
    `{
  "family": "mounter",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "mounter", "image": "example.com/mounter:1" }
  ]
}`,
  ],
};
