import { forbid } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A daemon has a number of tasks',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-daemon-desired-count', checked: '2026-11-28' },
  concept: 'service',
  why: 'A daemon runs one task on each instance, however many instances there are. Even a `desiredCount` of 0 is refused.',
  rejection: 'The daemon scheduling strategy does not support a desired count for services',
  check(service, report) {
    if (!service.isDaemon) return;
    const related = [{ at: service.string('schedulingStrategy').node!, message: 'The scheduling strategy' }];
    forbid(service, 'desiredCount', 'A daemon has one task on each instance: remove "desiredCount"', report, {
      related,
    });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "desiredCount": 0 }`],
  good: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON" }`,
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "REPLICA", "desiredCount": 0 }`,
  ],
  fixed: [`{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON" }`],
};
