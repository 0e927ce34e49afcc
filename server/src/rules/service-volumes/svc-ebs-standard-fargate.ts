import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Fargate does not support magnetic disks',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'API reference of ServiceManagedEBSVolumeConfiguration, volumeType', checked: '2026-11-28' },
  concept: 'volume',
  why: 'Fargate does not support volumes of type `standard`. `gp3` is faster and costs little.',
  check(service, report) {
    const at = service.runningOn('FARGATE');
    if (!at) return;
    for (const configured of service.list('volumeConfigurations')) {
      const type = configured.object('managedEBSVolume').string('volumeType');
      if (!isKnown(type, 'standard')) continue;
      report({
        at: type.node!,
        message: 'Fargate does not support volumes of type "standard": write "gp3"',
        fixes: [{ title: 'Write "gp3"', edits: [replace(type.node!, 'gp3')] }],
        related: [{ at, message: 'The service runs on Fargate' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "standard", "sizeInGiB": 50 } }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "standard", "sizeInGiB": 50 } }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "volumeType": "gp3", "sizeInGiB": 50 } }] }`,
  ],
};
