import { isKnown } from '../../model/field.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Tasks get public IP addresses',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Security Hub ECS.2; checkov CKV_AWS_333', checked: '2026-11-28' },
  concept: 'awsvpc',
  why: 'A task with a public address can be reached from the internet wherever its security group allows it. Behind a load balancer, in private subnets with a NAT gateway or endpoints, it needs none.',
  check(service, report) {
    const assign = service.object('networkConfiguration').object('awsvpcConfiguration').string('assignPublicIp');
    if (!isKnown(assign, 'ENABLED') || service.runsOn('EC2') === 'yes') return;
    report({ at: assign.node!, message: 'Each task gets a public address: consider private subnets' });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"], "assignPublicIp": "ENABLED" } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } } }`,
  ],
};
