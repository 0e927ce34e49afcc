import { remove } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'An S3 Files access point already sets the root directory',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API reference, S3FilesVolumeConfiguration.rootDirectory', checked: '2026-11-24' },
  concept: 'volume',
  why: 'An access point leads to one directory of the file system. With it, leave `rootDirectory` out or set it to `/`.',
  check(task, report) {
    for (const volume of task.volumes) {
      const files = volume.object('s3filesVolumeConfiguration');
      const root = files.string('rootDirectory');
      const accessPoint = files.string('accessPointArn');
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
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [
    {
      "name": "data",
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678", // uploads
        "accessPointArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678/access-point/fsap-12345678",
        "rootDirectory": "/data"
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "volumes": [{ "name": "data", "s3filesVolumeConfiguration": { "fileSystemArn": "\${arn}", "accessPointArn": "arn:aws:s3files:eu-west-1:111122223333:access-point/a", "rootDirectory": "/" } }]
}`,
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "volumes": [{ "name": "data", "s3filesVolumeConfiguration": { "fileSystemArn": "\${arn}", "accessPointArn": "\${access_point}", "rootDirectory": "/data" } }]
}`,
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
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678", // uploads
        "accessPointArn": "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-12345678/access-point/fsap-12345678"
      }
    }
  ]
}`,
  ],
};
