import { toReplica } from '../parts/service-daemon.ts';
import { isDeployedByOthers } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A daemon is not deployed by ECS',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'API reference of CreateService, schedulingStrategy; cfn-lint E3044', checked: '2026-11-28' },
  concept: 'service',
  why: 'With the deployment controllers `CODE_DEPLOY` and `EXTERNAL`, a service has a number of tasks. Only ECS deploys daemons.',
  check(service, report) {
    if (!isDeployedByOthers(service) || !service.isDaemon) return;
    const strategy = service.string('schedulingStrategy').node!;
    report({
      at: strategy,
      message: 'Only ECS deploys daemons: set schedulingStrategy to "REPLICA"',
      fixes: [toReplica(service, strategy)],
      related: [{ at: service.object('deploymentController').string('type').node!, message: 'The controller' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "schedulingStrategy": "DAEMON", "launchType": "EC2" }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "ECS" }, "schedulingStrategy": "DAEMON" }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentController": { "type": "\${CONTROLLER}" }, "schedulingStrategy": "DAEMON" }`,
  ],
  fixed: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "schedulingStrategy": "REPLICA", "launchType": "EC2", "desiredCount": 1 }`,
  ],
};
