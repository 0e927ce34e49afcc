import { toReplica } from '../parts/service-daemon.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Daemons do not run on Fargate',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'API reference of CreateService, schedulingStrategy; cfn-lint E3044', checked: '2026-11-28' },
  concept: 'service',
  why: 'A daemon runs one task on each instance. On Fargate there are no instances.',
  check(service, report) {
    const at = service.runningOn('FARGATE');
    if (!at || !service.isDaemon) return;
    const strategy = service.string('schedulingStrategy').node!;
    report({
      at: strategy,
      message: 'On Fargate there are no instances to run a daemon on: set schedulingStrategy to "REPLICA"',
      fixes: [toReplica(service, strategy)],
      related: [{ at, message: 'The service runs on Fargate' }],
    });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "schedulingStrategy": "DAEMON" }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "schedulingStrategy": "DAEMON" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "schedulingStrategy": "REPLICA" }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "schedulingStrategy": "REPLICA", "desiredCount": 1 }`,
  ],
};
