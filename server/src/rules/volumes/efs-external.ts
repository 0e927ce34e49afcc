import { forbidBecause, launchTypeDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'External instances do not support EFS volumes',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'Amazon ECS developer guide, efs-volumes: considerations', checked: '2026-11-24' },
  concept: 'external-instances',
  why: 'EFS is reached from inside a VPC, and an external instance is outside it. ECS does not support EFS volumes there; use a path on the host.',
  check(task, report) {
    if (task.requires('EXTERNAL') !== 'yes') return;
    const demand = launchTypeDemand(task, 'EXTERNAL');
    const message = 'External instances do not support EFS volumes: use a host path';
    for (const volume of task.volumes) {
      forbidBecause(demand, task, volume, 'efsVolumeConfiguration', message, report);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EXTERNAL"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data", // shared with the worker
      "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EXTERNAL"], "volumes": [{ "name": "data", "host": { "sourcePath": "/srv/data" } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EXTERNAL"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data" // shared with the worker
    }
  ]
}`,
  ],
};
