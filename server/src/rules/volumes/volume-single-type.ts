import { remove } from '../../syntax/edit.ts';
import { kindsOf } from '../parts/mounts.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A volume is of several kinds',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'The rejection in cloudposse/terraform-aws-ecs-alb-service-task issue 185', checked: '2026-11-24' },
  concept: 'volume',
  why: 'A volume is one of these: a path on the host, a Docker volume, an EFS or FSx file system, or an S3 file system. If the task needs two, make two volumes.',
  rejection: 'When the volume parameter is specified, only one volume configuration type should be used.',
  check(task, report) {
    for (const volume of task.volumes) {
      const kinds = kindsOf(volume);
      const [first, second] = kinds;
      if (!first || !second) continue;
      report({
        at: volume.member(second)!.key,
        message: `A volume can be of only one kind: remove this or "${first}", or make two volumes`,
        fixes: kinds.map((kept) => ({
          title: `Keep only "${kept}"`,
          edits: kinds.filter((kind) => kind !== kept).map((kind) => remove(volume.member(kind)!)),
        })),
        related: [{ at: volume.member(first)!.key, message: 'The other kind' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "host": { "sourcePath": "/srv/data" }, // until the file system is there
      "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [{ "name": "data", "host": {}, "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }]
}`,
    `{
  "family": "web",
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "task" }, "host": null }, { "name": "tmp", "host": { "sourcePath": "/tmp/web" } }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      // until the file system is there
      "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" }
    }
  ]
}`,
  ],
};
