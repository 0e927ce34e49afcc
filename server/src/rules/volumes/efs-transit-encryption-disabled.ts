import { placeOf } from '../../findings/finding.ts';
import { efsVolumes, encrypt } from '../parts/efs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Traffic to EFS is not encrypted',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.18, checkov CKV_AWS_97, trivy AVD-AWS-0035', checked: '2026-11-24' },
  concept: 'efs',
  why: '`transitEncryption` is off by default, so everything that the containers read and write crosses the network in clear text. Enabling it requires no other change.',
  check(task, report) {
    for (const { efs, unencrypted, demand } of efsVolumes(task)) {
      // If something demands encryption, ECS refuses the volume, and the rules efs-…-transit report it.
      if (!unencrypted || demand) continue;
      report({
        at: placeOf(efs.string('transitEncryption'), efs.property!.key),
        message: 'Traffic to EFS is not encrypted: set transitEncryption to "ENABLED"',
        fixes: [encrypt(efs, false)],
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
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678", // shared with the worker
        "rootDirectory": "/data" // uploads only
      }
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "DISABLED" } }]
}`,
  ],
  good: [
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "\${encryption}" } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "" } }] }`,
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
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-12345678", // shared with the worker
        "rootDirectory": "/data", // uploads only
        "transitEncryption": "ENABLED"
      }
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "transitEncryption": "ENABLED" } }]
}`,
  ],
};
