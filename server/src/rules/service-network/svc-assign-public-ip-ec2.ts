import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A public IP address is assigned without Fargate',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'Amazon ECS developer guide, "Task networking"; aws/aws-cdk issue 13348, with the rejection',
    checked: '2026-11-28',
  },
  concept: 'awsvpc',
  why: 'Only on Fargate can the network interface of a task have a public address. On EC2, tasks with `awsvpc` reach the internet through a NAT gateway.',
  rejection: 'Assign public IP is not supported for this launch type.',
  check(service, report) {
    const at = service.runningOn('EC2') ?? service.runningOn('EXTERNAL');
    const assign = service.object('networkConfiguration').object('awsvpcConfiguration').string('assignPublicIp');
    if (!at || !isKnown(assign, 'ENABLED')) return;
    report({
      at: assign.node!,
      message: 'Only tasks on Fargate can have public addresses: remove "assignPublicIp"',
      fixes: [{ title: 'Remove "assignPublicIp"', edits: [remove(assign.property!)] }],
      related: [{ at, message: 'The launch type' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"], "assignPublicIp": "ENABLED" } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"], "assignPublicIp": "DISABLED" } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"], "assignPublicIp": "ENABLED" } } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } } }`,
  ],
};
