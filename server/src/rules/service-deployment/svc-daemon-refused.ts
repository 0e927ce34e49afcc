import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A daemon does not support this member',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-daemon-with-placement-strategies; API reference of CreateService, volumeConfigurations',
    checked: '2026-11-28',
  },
  concept: 'service',
  why: 'A daemon runs on every instance that its constraints allow, so there is nothing to choose, and no EBS volumes can be created for its tasks.',
  rejection: 'The daemon scheduling strategy does not support …',
  check(service, report) {
    if (!service.isDaemon) return;
    const related = [{ at: service.string('schedulingStrategy').node!, message: 'The scheduling strategy' }];
    forbid(service, 'placementStrategy', 'A daemon does not support a placement strategy: remove it', report, {
      related,
    });
    forbid(service, 'volumeConfigurations', 'A daemon does not support EBS volumes: remove them', report, { related });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "placementStrategy": [{ "type": "random" }] }`,
  ],
  good: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.os-type == linux" }] }`,
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "placementStrategy": [] }`,
  ],
  fixed: [`{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON" }`],
};
