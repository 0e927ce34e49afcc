import { table } from '../../model/table.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

/** The least GiB by volume type. Source: API reference of ServiceManagedEBSVolumeConfiguration, checked 2026-11-28. */
const LEAST = table<number>({ gp2: 1, gp3: 1, io1: 4, io2: 4, st1: 125, sc1: 125, standard: 1 });
/** The most GiB. EBS has raised it for gp3 and io2 since the reference was written. */
const MOST = table<number>({ gp2: 16_384, io1: 16_384, st1: 16_384, sc1: 16_384, standard: 1024 });

export default serviceRule({
  title: 'The size of an EBS volume does not fit its type',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'API reference of ServiceManagedEBSVolumeConfiguration, sizeInGiB; aws-cdk, VolumesSizeBetween',
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: 'Hard disks (`st1`, `sc1`) have at least 125 GiB, disks with provisioned IOPS (`io1`, `io2`) at least 4, all others 1. Magnetic disks (`standard`) have up to 1,024.',
  check(service, report) {
    for (const configured of service.list('volumeConfigurations')) {
      const volume = configured.object('managedEBSVolume');
      const size = volume.number('sizeInGiB');
      const type = volume.string('volumeType');
      if (size.state !== 'known' || type.state === 'deferred') continue;
      const kind = type.value ?? 'gp3';
      const [least, most] = [LEAST[kind] ?? 0, MOST[kind] ?? Number.POSITIVE_INFINITY];
      if (size.value >= least && size.value <= most) continue;
      const isSmall = size.value < least;
      const limit = isSmall ? least : most;
      report({
        at: size.node,
        message: isSmall
          ? `A volume of type ${kind} needs at least ${least} GiB, not ${size.value}`
          : `A volume of type ${kind} has up to ${most} GiB, not ${size.value}`,
        fixes: [{ title: `Set to ${limit}`, edits: [replace(size.node, limit)] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "st1", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "standard", "sizeInGiB": 2000 } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "\${TYPE}", "sizeInGiB": 50 } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "st1", "sizeInGiB": 125 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "standard", "sizeInGiB": 1024 } }] }`,
  ],
};
