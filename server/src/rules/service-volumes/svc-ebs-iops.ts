import { table } from '../../model/table.ts';
import { replace, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, serviceRule } from '../rule.ts';

/**
 * The least and most IOPS by volume type. EBS has raised the most for gp3 since the ECS reference was written.
 * Source: API reference of ServiceManagedEBSVolumeConfiguration, checked 2026-11-28.
 */
const RANGES = table<readonly [least: number, most: number]>({
  gp3: [3000, 80_000],
  io1: [100, 64_000],
  io2: [100, 256_000],
});

export default serviceRule({
  title: 'The IOPS of an EBS volume are missing or out of range',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'API reference of ServiceManagedEBSVolumeConfiguration, iops; aws-cdk, MustBeIopsSpecifiedVolume, IopsOutOfRange',
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: 'The types `io1` and `io2` are bought by their IOPS, so they have to be stated; `gp3` has 3,000 unless more are stated. Each type has its own limits.',
  check(service, report) {
    for (const configured of service.list('volumeConfigurations')) {
      const volume = configured.object('managedEBSVolume');
      const type = volume.string('volumeType');
      const iops = volume.number('iops');
      const kind = type.state === 'absent' ? 'gp3' : (type.value ?? '');
      const range = RANGES[kind];
      if (!range || !volume.node) continue;
      const [least, most] = range;
      if (iops.state === 'absent' && kind !== 'gp3') {
        report({
          at: type.node!,
          message: `A volume of type ${kind} needs "iops": add it`,
          fixes: [{ title: 'Add "iops"', edits: [set(volume.node, 'iops', new Ask(1000))] }],
        });
      } else if (iops.state === 'known' && (iops.value < least || iops.value > most)) {
        const limit = iops.value < least ? least : most;
        report({
          at: iops.node,
          message: `A volume of type ${kind} has ${least} to ${most} IOPS, not ${iops.value}`,
          fixes: [{ title: `Set to ${limit}`, edits: [replace(iops.node, limit)] }],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io2", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 50, "iops": 1000 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io1", "sizeInGiB": 5000, "iops": 70000 } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 5000, "iops": 20000 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "\${TYPE}", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io1", "sizeInGiB": 50, "iops": "\${IOPS}" } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io2", "sizeInGiB": 50, "iops": 1000 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 50, "iops": 3000 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io1", "sizeInGiB": 5000, "iops": 64000 } }] }`,
  ],
};
