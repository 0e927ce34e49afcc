import { forbidBecause, launchTypeDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not support Docker volumes',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-docker-volume', checked: '2026-11-24' },
  concept: 'volume',
  why: 'Docker volumes are managed by the Docker daemon of an instance, and Fargate has neither. A volume with only a name is shared by the containers of the task; data to keep belongs on EFS.',
  rejection: 'Fargate compatible task definitions do not support dockerVolumeConfiguration',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const demand = launchTypeDemand(task, 'FARGATE');
    const message = 'Fargate does not support Docker volumes: remove "dockerVolumeConfiguration"';
    for (const volume of task.volumes) {
      forbidBecause(demand, task, volume, 'dockerVolumeConfiguration', message, report);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [
    {
      "name": "cache", // gone with the task
      "dockerVolumeConfiguration": { "scope": "task", "driver": "local" }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "task" } }] }`,
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "task" } }] }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "volumes": [{ "name": "cache", "dockerVolumeConfiguration": null }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [
    {
      "name": "cache" // gone with the task
    }
  ]
}`,
  ],
};
