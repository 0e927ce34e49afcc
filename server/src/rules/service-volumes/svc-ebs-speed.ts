import { replace } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'An EBS volume of this type has no IOPS or throughput setting',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-ebs-iops-unsupported-type, pf-ecs-svc-ebs-throughput-non-gp3',
    checked: '2026-11-28',
  },
  concept: 'volume',
  why: '`iops` is for `gp3`, `io1` and `io2`, `throughput` only for `gp3`. The speed of all others depends on their size.',
  check(service, report) {
    for (const configured of service.list('volumeConfigurations')) {
      const volume = configured.object('managedEBSVolume');
      const type = volume.string('volumeType');
      if (type.state !== 'known') continue;
      for (const [key, types] of TAKEN) {
        const value = volume.number(key);
        if (value.state !== 'known' || types.test(type.value)) continue;
        report({
          at: value.property!.key,
          message: `A volume of type ${type.value} does not support ${key}: remove it, or use gp3`,
          fixes: [removal(value.property!), { title: 'Set volumeType to "gp3"', edits: [replace(type.node, 'gp3')] }],
        });
      }
    }
  },
});

/** The volume types that accept each speed setting. Unknown types match, since they are reported as such. */
const TAKEN = [
  ['iops', /^(?!gp2$|st1$|sc1$|standard$)/],
  ['throughput', /^(?!gp2$|io1$|io2$|st1$|sc1$|standard$)/],
] as const;

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp2", "sizeInGiB": 50, "iops": 3000 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io2", "sizeInGiB": 50, "iops": 3000, "throughput": 125 } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 50, "iops": 3000, "throughput": 125 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 50, "iops": 3000 } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp2", "sizeInGiB": 50 } }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "io2", "sizeInGiB": 50, "iops": 3000 } }] }`,
  ],
};
