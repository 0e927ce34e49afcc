import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Only one volume can be configured at launch',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS API reference, Volume.configuredAtLaunch; aws-cdk-lib validateTaskDefinition',
    checked: '2026-11-24',
  },
  concept: 'volume',
  why: 'ECS attaches at most one EBS volume to a task. The other volumes have to be of another kind, for example an EFS file system or storage that lasts as long as the task.',
  check(task, report) {
    const [first, ...others] = task.volumes.items.filter((volume) =>
      isKnown(volume.boolean('configuredAtLaunch'), true),
    );
    for (const volume of others) {
      const property = volume.member('configuredAtLaunch')!;
      report({
        at: property.key,
        message: 'Only one volume of a task can be configured at launch: use another kind for this one',
        fixes: [{ title: 'Remove "configuredAtLaunch"', edits: [remove(property)] }],
        related: [{ at: first!.member('configuredAtLaunch')!.key, message: 'The first one' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "db",
  "containerDefinitions": [
    {
      "name": "db",
      "image": "postgres:17.2",
      "memory": 1024,
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }, { "sourceVolume": "wal", "containerPath": "/wal" }]
    }
  ],
  "volumes": [
    { "name": "data", "configuredAtLaunch": true }, // 100 GiB
    { "name": "wal", "configuredAtLaunch": true }
  ]
}`,
  ],
  good: [
    `{ "family": "db", "volumes": [{ "name": "data", "configuredAtLaunch": true }, { "name": "wal", "configuredAtLaunch": false }] }`,
    `{ "family": "db", "volumes": [{ "name": "data", "configuredAtLaunch": true }, { "name": "wal", "configuredAtLaunch": "\${ebs}" }] }`,
  ],
  fixed: [
    `{
  "family": "db",
  "containerDefinitions": [
    {
      "name": "db",
      "image": "postgres:17.2",
      "memory": 1024,
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }, { "sourceVolume": "wal", "containerPath": "/wal" }]
    }
  ],
  "volumes": [
    { "name": "data", "configuredAtLaunch": true }, // 100 GiB
    { "name": "wal" }
  ]
}`,
  ],
};
