import { efsVolumes, encrypt } from '../parts/efs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'An EFS access point needs encryption in transit',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, EFSAuthorizationConfig.accessPointId', checked: '2026-11-28' },
  concept: 'efs',
  why: 'ECS mounts an access point only over an encrypted connection. `transitEncryption` is off by default.',
  check(task, report) {
    for (const { efs, authorization, unencrypted, demand } of efsVolumes(task)) {
      if (!unencrypted || demand !== 'accessPoint') continue;
      report({
        at: authorization.string('accessPointId').node!,
        message: 'An access point needs encryption in transit: set transitEncryption to "ENABLED"',
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
        "authorizationConfig": { "accessPointId": "fsap-12345678" }
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED", "authorizationConfig": { "accessPointId": "fsap-12345678" } } }] }`,
    `{ "family": "web", "taskRoleArn": "arn:aws:iam::111122223333:role/web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "\${encryption}", "authorizationConfig": { "accessPointId": "fsap-12345678" } } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "authorizationConfig": { "accessPointId": "" } } }] }`,
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
        "authorizationConfig": { "accessPointId": "fsap-12345678" }
      }
    }
  ]
}`,
  ],
};
