import { efsVolumes, encrypt } from '../parts/efs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A port for encryption is set without encryption',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-efs-transit-encryption-port-without-encryption', checked: '2026-11-24' },
  concept: 'efs',
  why: 'The port is for the encrypted connection to the file system, so it needs `transitEncryption`, which is off by default.',
  rejection: 'TransitEncryptionPort requires that TransitEncryption is enabled',
  check(task, report) {
    for (const { efs, unencrypted, demand } of efsVolumes(task)) {
      if (!unencrypted || demand !== 'port') continue;
      report({
        at: efs.number('transitEncryptionPort').node!,
        message: 'The port is for encrypted traffic: set transitEncryption to "ENABLED"',
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
        "transitEncryptionPort": 2999
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED", "transitEncryptionPort": 2999 } }] }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "\${encryption}", "transitEncryptionPort": 2999 } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryptionPort": 0 } }] }`,
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
        "transitEncryptionPort": 2999
      }
    }
  ]
}`,
  ],
};
