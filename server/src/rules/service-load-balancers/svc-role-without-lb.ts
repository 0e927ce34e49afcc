import { forbid } from '../parts/forbid.ts';
import { isMissing } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer role is set, but the service has no load balancer',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-role-without-load-balancers', checked: '2026-11-28' },
  concept: 'service',
  why: 'ECS uses `role` to work with the load balancer of the service. The role of the tasks is `taskRoleArn` in the task definition.',
  rejection: 'IAM roles are only valid for services configured to use load balancers.',
  check(service, report) {
    if (!isMissing(service, service.list('loadBalancers'))) return;
    forbid(service, 'role', '"role" is for load balancers, but the service has none: remove it', report);
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "role": "ecsServiceRole" }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 1 }`,
    `{ "serviceName": "web", "taskDefinition": "web", "role": "ecsServiceRole", "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }] }`,
  ],
  fixed: [`{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 1 }`],
};
