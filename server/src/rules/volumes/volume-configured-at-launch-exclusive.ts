import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { kindsOf } from '../parts/mounts.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A volume that is configured at launch has another configuration',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS API reference, Volume; aws-cdk-lib VolumeConfigurationsSpecifiedConfiguredAtLaunch',
    checked: '2026-11-24',
  },
  concept: 'volume',
  why: 'With `configuredAtLaunch`, the service or the call that starts the task configures the volume. The task definition only gives it a name.',
  check(task, report) {
    for (const volume of task.volumes) {
      if (!isKnown(volume.boolean('configuredAtLaunch'), true)) continue;
      const kinds = kindsOf(volume).map((kind) => volume.member(kind)!);
      const [first] = kinds;
      if (!first) continue;
      const atLaunch = volume.member('configuredAtLaunch')!;
      report({
        at: first.key,
        message: `A volume that is configured at launch cannot have "${first.key.value}": remove one of the two`,
        fixes: [
          { title: `Remove ${kinds.map((kind) => `"${kind.key.value}"`).join(' and ')}`, edits: kinds.map(remove) },
          { title: 'Remove "configuredAtLaunch"', edits: [remove(atLaunch)] },
        ],
        related: [{ at: atLaunch.key, message: 'The volume is configured when the task starts' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "db",
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17.2", "memory": 1024, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data", // the tables
      "configuredAtLaunch": true,
      "host": { "sourcePath": "/srv/data" }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "db", "volumes": [{ "name": "data", "configuredAtLaunch": true, "host": null }] }`,
    `{ "family": "db", "volumes": [{ "name": "data", "configuredAtLaunch": false, "host": { "sourcePath": "/srv/data" } }] }`,
  ],
  fixed: [
    `{
  "family": "db",
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17.2", "memory": 1024, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data", // the tables
      "configuredAtLaunch": true
    }
  ]
}`,
  ],
};
