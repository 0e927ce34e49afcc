import { remove } from '../../syntax/edit.ts';
import { efsVolumes } from '../parts/efs.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'An EFS access point already sets the root directory',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS API reference, EFSVolumeConfiguration: rootDirectory; cdk-preflight pf-ecs-efs-access-point-with-root-directory',
    checked: '2026-11-28',
  },
  concept: 'efs',
  why: 'An access point leads to one directory of the file system. With it, leave `rootDirectory` out or set it to `/`; for another directory, change the access point.',
  rejection: 'When using an EFS access point, the root directory must either be set to / or not specified',
  check(task, report) {
    for (const { efs, authorization } of efsVolumes(task)) {
      const root = efs.string('rootDirectory');
      const accessPoint = authorization.string('accessPointId');
      if (root.state !== 'known' || root.value === '/' || accessPoint.state !== 'known') continue;
      report({
        at: root.node,
        message: `The access point sets the directory: remove rootDirectory "${root.value}"`,
        fixes: [{ title: 'Remove "rootDirectory"', edits: [remove(root.property!)] }],
        related: [{ at: accessPoint.node, message: 'The access point' }],
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
        "rootDirectory": "/data",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fsap-12345678" }
      }
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "rootDirectory": "/", "transitEncryption": "ENABLED", "authorizationConfig": { "accessPointId": "fsap-12345678" } } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "rootDirectory": "/data", "transitEncryption": "ENABLED", "authorizationConfig": { "accessPointId": "" } } }] }`,
    `{ "family": "web", "volumes": [{ "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-12345678", "rootDirectory": "\${dir}", "transitEncryption": "ENABLED", "authorizationConfig": { "accessPointId": "fsap-12345678" } } }] }`,
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
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fsap-12345678" }
      }
    }
  ]
}`,
  ],
};
