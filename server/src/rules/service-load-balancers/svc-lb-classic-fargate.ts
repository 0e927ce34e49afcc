import { hasAwsvpc } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A Classic Load Balancer does not work with awsvpc',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-classic-lb-with-fargate; API reference of CreateService, loadBalancers',
    checked: '2026-11-28',
  },
  concept: 'load-balancer',
  why: 'Tasks with network mode `awsvpc`, so all tasks on Fargate, are registered by their IP address. A Classic Load Balancer supports only instances.',
  rejection: 'Classic Load Balancers are not supported with Fargate.',
  check(service, report) {
    if (!hasAwsvpc(service)) return;
    for (const balancer of service.list('loadBalancers')) {
      const name = balancer.string('loadBalancerName');
      if (name.state === 'absent' || !name.node || balancer.string('targetGroupArn').state !== 'absent') continue;
      report({
        at: name.node,
        message: 'Tasks with awsvpc cannot be behind a Classic Load Balancer: use a target group of type "ip"',
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "\${TYPE}", "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }] }`,
  ],
};
