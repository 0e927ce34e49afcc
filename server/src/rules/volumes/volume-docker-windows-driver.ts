import { remove, replace } from '../../syntax/edit.ts';
import { systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows supports only the volume driver "local"',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'Amazon ECS API reference, DockerVolumeConfiguration', checked: '2026-11-24' },
  concept: 'windows',
  why: 'ECS places a task on an instance that has the driver of its Docker volumes, and Windows instances offer only `local`.',
  check(task, report) {
    if (task.isWindows !== 'yes' || task.requires('FARGATE') === 'yes') return;
    for (const volume of task.volumes) {
      const docker = volume.object('dockerVolumeConfiguration');
      const driver = docker.string('driver');
      if (driver.state !== 'known' || driver.value === 'local') continue;
      report({
        at: driver.node,
        message: `Windows does not support volume driver "${driver.value}": use "local"`,
        fixes: [
          { title: 'Set driver to "local"', edits: [replace(driver.node, 'local')] },
          { title: 'Remove "driver"', edits: [remove(driver.property!)] },
        ],
        related: systemDemand(task),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 2048, "mountPoints": [{ "sourceVolume": "data", "containerPath": "C:\\\\data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "dockerVolumeConfiguration": {
        "scope": "shared", // by all tasks
        "driver": "rexray/ebs"
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "shared", "driver": "local" } }]
}`,
    `{ "family": "web", "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "shared", "driver": "rexray/ebs" } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 2048, "mountPoints": [{ "sourceVolume": "data", "containerPath": "C:\\\\data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "dockerVolumeConfiguration": {
        "scope": "shared", // by all tasks
        "driver": "local"
      }
    }
  ]
}`,
  ],
};
