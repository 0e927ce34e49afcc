import { set } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'An EBS volume has no size',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-ebs-volume-without-size-or-snapshot; API reference of ServiceManagedEBSVolumeConfiguration',
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: 'A new volume needs a size. The default for a volume from a snapshot is the size of the snapshot.',
  check(service, report) {
    for (const configured of service.list('volumeConfigurations')) {
      const volume = configured.object('managedEBSVolume');
      if (volume.presence !== 'known' || !volume.node) continue;
      if (volume.number('sizeInGiB').state !== 'absent' || volume.string('snapshotId').state !== 'absent') continue;
      report({
        at: volume.property!.key,
        message: 'An EBS volume needs "sizeInGiB" or "snapshotId": add one',
        fixes: [{ title: 'Add "sizeInGiB"', edits: [set(volume.node, 'sizeInGiB', 20)] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}" } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "snapshotId": "\${SNAPSHOT}" } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 10 } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 20 } }] }`,
  ],
};
