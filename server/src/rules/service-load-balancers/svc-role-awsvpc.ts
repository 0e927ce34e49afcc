import { forbid } from '../parts/forbid.ts';
import { hasAwsvpc, isMissing } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer role is set for tasks with awsvpc',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-role-with-awsvpc; API reference of CreateService, role',
    checked: '2026-11-28',
  },
  concept: 'awsvpc',
  why: 'Tasks with `awsvpc` need the service-linked role of ECS, which creates their network interfaces and also works with the load balancer. It is used if no other role is named.',
  rejection: 'You cannot specify an IAM role for services that require a service linked role.',
  check(service, report) {
    // Without a load balancer, the role is wrong for another reason.
    if (!hasAwsvpc(service) || isMissing(service, service.list('loadBalancers'))) return;
    forbid(service, 'role', 'Tasks with awsvpc use the service-linked role: remove "role"', report);
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }], "role": "ecsServiceRole" }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }], "role": "ecsServiceRole" }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }] }`,
  ],
};
