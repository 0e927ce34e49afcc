import { isMissing } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'CodeDeploy needs a load balancer',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-codedeploy-lb', checked: '2026-11-28' },
  concept: 'blue-green',
  why: 'CodeDeploy uses a load balancer to move traffic from the old tasks to the new ones. The service needs it at creation.',
  rejection: 'the service requires an Application Load Balancer or Network Load Balancer',
  check(service, report) {
    if (service.controller !== 'CODE_DEPLOY' || !isMissing(service, service.list('loadBalancers'))) return;
    const type = service.object('deploymentController').string('type');
    report({ at: type.node ?? service.label, message: 'CodeDeploy needs a load balancer: add "loadBalancers"' });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "CODE_DEPLOY" } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "CODE_DEPLOY" }, "loadBalancers": [] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "ECS" } }`,
    `{ "service": "web", "taskDefinition": "web", "desiredCount": 2, "deploymentController": { "type": "CODE_DEPLOY" } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "CODE_DEPLOY" }, "loadBalancers": [{ "targetGroupArn": "\${GROUP}", "containerName": "web", "containerPort": 80 }] }`,
  ],
};
