import { addTaskRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'An S3 Files volume needs a task role',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, S3FilesVolumeConfiguration', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'ECS mounts an S3 file system with the task role, which needs permission to attach it. A task definition with such a volume has to name one.',
  check(task, report) {
    if (task.string('taskRoleArn').state !== 'absent') return;
    const first = task.volumes.items
      .map((volume) => volume.object('s3filesVolumeConfiguration'))
      .find((configuration) => configuration.string('fileSystemArn').state !== 'absent');
    if (!first?.property) return;
    report({
      at: first.property.key,
      message: 'An S3 Files volume is mounted with the task role: add "taskRoleArn"',
      fixes: [addTaskRole(task)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "s3filesVolumeConfiguration": { "fileSystemArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678" }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "volumes": [{ "name": "data", "s3filesVolumeConfiguration": { "fileSystemArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678" } }]
}`,
    `{ "family": "web", "volumes": [{ "name": "data", "s3filesVolumeConfiguration": { "fileSystemArn": "" } }] }`,
    `{ "family": "web", "taskRoleArn": "\${task_role}", "volumes": [{ "name": "data", "s3filesVolumeConfiguration": { "fileSystemArn": "\${arn}" } }] }`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "taskRoleArn": "arn:aws:iam::111122223333:role/TASK_ROLE",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "s3filesVolumeConfiguration": { "fileSystemArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678" }
    }
  ]
}`,
  ],
};
