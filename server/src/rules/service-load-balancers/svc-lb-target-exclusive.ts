import { remove } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer is named in two ways',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-lb-target-exclusive', checked: '2026-11-28' },
  concept: 'load-balancer',
  why: '`targetGroupArn` is for Application and Network Load Balancers, `loadBalancerName` for a Classic Load Balancer. An entry can have only one of them.',
  rejection: 'loadBalancerName and targetGroupArn cannot both be specified',
  check(service, report) {
    for (const balancer of service.list('loadBalancers')) {
      const group = balancer.member('targetGroupArn');
      const classic = balancer.member('loadBalancerName');
      if (!group || !classic || !balancer.has('targetGroupArn') || !balancer.has('loadBalancerName')) continue;
      if (
        balancer.string('targetGroupArn').state === 'absent' ||
        balancer.string('loadBalancerName').state === 'absent'
      )
        continue;
      report({
        at: classic.key,
        message: 'An entry cannot name both a target group and a Classic Load Balancer: remove one',
        fixes: [
          { title: 'Remove "loadBalancerName"', edits: [remove(classic)] },
          { title: 'Remove "targetGroupArn"', edits: [remove(group)] },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "loadBalancers": [
    {
      "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef",
      "loadBalancerName": "web",
      "containerName": "web",
      "containerPort": 80
    }
  ]
}`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "loadBalancers": [{ "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef", "loadBalancerName": "", "containerName": "web", "containerPort": 80 }] }`,
  ],
  fixed: [
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "loadBalancers": [
    {
      "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef",
      "containerName": "web",
      "containerPort": 80
    }
  ]
}`,
  ],
};
