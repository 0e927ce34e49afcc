import { removal } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'An EBS volume without a snapshot has an initialization rate',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'API reference of ServiceManagedEBSVolumeConfiguration, volumeInitializationRate; aws-cdk, VolumeInitializationRateOnlySpecifiedSnapshotId',
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: 'The rate is how fast the blocks of a snapshot are copied to the new volume. An empty volume has nothing to copy.',
  check(service, report) {
    for (const configured of service.list('volumeConfigurations')) {
      const volume = configured.object('managedEBSVolume');
      const rate = volume.number('volumeInitializationRate');
      if (rate.state !== 'known' || volume.string('snapshotId').state !== 'absent' || volume.node?.open) continue;
      report({
        at: rate.property!.key,
        message: 'Only a volume from a snapshot is initialized: remove this, or add "snapshotId"',
        fixes: [removal(rate.property!)],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 50, "volumeInitializationRate": 200 } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "snapshotId": "\${SNAPSHOT}", "volumeInitializationRate": 200 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 50, "volumeInitializationRate": null } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 50 } }] }`,
  ],
};
