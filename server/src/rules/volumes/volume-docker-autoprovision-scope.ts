import { remove, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'autoprovision is only for shared volumes',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: "Amazon ECS API reference, DockerVolumeConfiguration: only with scope shared, and scope task is the default; users' reports of both values",
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: 'A volume with scope `task` is created with the task and removed after it, so there is nothing to provision. `autoprovision` requires scope `shared`: ECS refuses `true` with scope `task`, and with `false` the task does not start. Without `scope`, the scope is `task`.',
  check(task, report) {
    // On Fargate, volume-docker-fargate reports the whole configuration.
    if (task.requires('FARGATE') === 'yes') return;
    for (const volume of task.volumes) {
      const docker = volume.object('dockerVolumeConfiguration');
      const scope = docker.string('scope');
      const value = docker.boolean('autoprovision');
      if (value.state !== 'known' || scope.state === 'deferred') continue;
      if (scope.state === 'known' && scope.value !== 'task') continue;
      report({
        at: value.property!.key,
        ...(value.value ? {} : { refusedBy: 'start' as const }),
        message: '"autoprovision" does not work with scope "task": remove it, or share the volume',
        fixes: [
          { title: 'Remove "autoprovision"', preferred: !value.value, edits: [remove(value.property!)] },
          { title: 'Set scope to "shared"', edits: [set(docker.node!, 'scope', 'shared')] },
        ],
        related: scope.node ? [{ at: scope.node, message: 'The volume belongs to one task' }] : [],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [
    {
      "name": "cache",
      "dockerVolumeConfiguration": {
        "scope": "task", // gone with the task
        "autoprovision": true
      }
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }], "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "driver": "local", "autoprovision": false } }] }`,
  ],
  good: [
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "shared", "autoprovision": true } }] }`,
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "shared", "autoprovision": false } }] }`,
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "\${scope}", "autoprovision": true } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [
    {
      "name": "cache",
      "dockerVolumeConfiguration": {
        "scope": "task" // gone with the task
      }
    }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }], "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "driver": "local" } }] }`,
  ],
};
