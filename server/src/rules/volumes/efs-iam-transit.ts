import { efsVolumes, encrypt } from '../parts/efs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'EFS with IAM needs encryption in transit',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-efs-iam-without-transit-encryption', checked: '2026-11-24' },
  concept: 'efs',
  why: 'The task proves its identity with signed requests to the file system, and EFS accepts those only over an encrypted connection. `transitEncryption` is off by default.',
  rejection: 'EFS IAM authorization requires TransitEncryption to be enabled',
  check(task, report) {
    for (const { efs, authorization, unencrypted, demand } of efsVolumes(task)) {
      if (!unencrypted || demand !== 'iam') continue;
      report({
        at: authorization.string('iam').node!,
        message: 'EFS with IAM needs encryption in transit: set transitEncryption to "ENABLED"',
        fixes: [encrypt(efs, true)],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678", // shared with the worker
        "authorizationConfig": { "iam": "ENABLED" }
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED", "authorizationConfig": { "iam": "ENABLED" } } }] }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "\${encryption}", "authorizationConfig": { "iam": "ENABLED" } } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "authorizationConfig": { "iam": "DISABLED" } } }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678", // shared with the worker
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "iam": "ENABLED" }
      }
    }
  ]
}`,
  ],
};
