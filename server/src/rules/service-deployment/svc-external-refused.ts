import { isKnown } from '../../model/field.ts';
import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The task sets have their own task definition and load balancers',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-external-with-taskdef, pf-ecs-svc-external-with-load-balancers',
    checked: '2026-11-28',
  },
  concept: 'service',
  why: 'With the deployment controller `EXTERNAL`, the service has none of these itself: each task set has its own task definition, network and load balancers.',
  rejection: 'TaskDefinition must be blank',
  check(service, report) {
    const type = service.object('deploymentController').string('type');
    if (!isKnown(type, 'EXTERNAL')) return;
    const related = [{ at: type.node!, message: 'The controller' }];
    const message = 'With this controller, task sets have their own';
    forbid(service, 'taskDefinition', `${message} task definition: remove this one`, report, { related });
    forbid(service, 'loadBalancers', `${message} load balancers: remove these`, report, {
      related,
      rejection: 'LoadBalancers must be empty or null',
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "EXTERNAL" } }`,
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "loadBalancers": [{ "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef" }] }`,
  ],
  good: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "loadBalancers": [] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "ECS" } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" } }`,
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" } }`,
  ],
};
