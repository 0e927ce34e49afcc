import { isKnown } from '../../model/field.ts';
import { remove, replace } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'autoprovision does nothing for a volume of one task',
  severity: 'warning',
  source: { from: 'Amazon ECS API reference, DockerVolumeConfiguration.autoprovision', checked: '2026-11-24' },
  concept: 'volume',
  why: 'With scope `task` the volume is always created with the task and removed after it. `autoprovision` is only looked at for scope `shared`, where the volume outlives the task.',
  check(task, report) {
    // volume-docker-fargate reports the whole configuration.
    if (task.requires('FARGATE') === 'yes') return;
    for (const volume of task.volumes) {
      const docker = volume.object('dockerVolumeConfiguration');
      const scope = docker.string('scope');
      if (!isKnown(scope, 'task') || !isKnown(docker.boolean('autoprovision'), true)) continue;
      const property = docker.member('autoprovision')!;
      report({
        at: property.key,
        message: '"autoprovision" does nothing with scope "task": remove it, or share the volume',
        tag: 'unnecessary',
        fixes: [
          { title: 'Remove "autoprovision"', preferred: true, edits: [remove(property)] },
          { title: 'Set scope to "shared"', edits: [replace(scope.node!, 'shared')] },
        ],
        related: [{ at: scope.node!, message: 'The volume belongs to one task' }],
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
  ],
  good: [
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "shared", "autoprovision": true } }] }`,
    `{ "family": "web", "volumes": [{ "name": "cache", "dockerVolumeConfiguration": { "scope": "task", "autoprovision": false } }] }`,
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
  ],
};
