import { isKnown } from '../../model/field.ts';
import { efsVolumes } from '../parts/efs.ts';
import { addTaskRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'EFS with IAM needs a task role',
  severity: 'warning',
  source: { from: 'Amazon ECS API reference, EFSAuthorizationConfig.iam', checked: '2026-11-24' },
  concept: 'task-role',
  why: 'With `iam` enabled, ECS mounts the file system with the task role. Without a task role the task has no identity, and EFS treats it as an anonymous client.',
  check(task, report) {
    if (task.string('taskRoleArn').state !== 'absent') return;
    const first = efsVolumes(task).find(({ authorization }) => isKnown(authorization.string('iam'), 'ENABLED'));
    if (!first) return;
    report({
      at: first.authorization.string('iam').node!,
      message: 'EFS with IAM needs a task role to mount with: add "taskRoleArn"',
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
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "iam": "ENABLED" }
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "\${task_role}", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED", "authorizationConfig": { "iam": "ENABLED" } } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED", "authorizationConfig": { "iam": "DISABLED" } } }] }`,
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
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "iam": "ENABLED" }
      }
    }
  ]
}`,
  ],
};
