import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service on Fargate has placement settings',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-fargate-placement', checked: '2026-11-28' },
  concept: 'placement',
  why: 'Placement strategies and constraints choose among instances. On Fargate there are none: ECS spreads tasks over the subnets.',
  check(service, report) {
    const at = service.runningOn('FARGATE');
    if (!at) return;
    const more = { related: [{ at, message: 'The service runs on Fargate' }] };
    forbid(service, 'placementStrategy', 'Fargate does not support a placement strategy: remove it', report, more);
    forbid(
      service,
      'placementConstraints',
      'Fargate does not support placement constraints: remove them',
      report,
      more,
    );
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "placementStrategy": [{ "type": "random" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementConstraints": [{ "type": "distinctInstance" }], "launchType": "FARGATE" }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "placementStrategy": [] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "random" }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE" }`,
  ],
};
