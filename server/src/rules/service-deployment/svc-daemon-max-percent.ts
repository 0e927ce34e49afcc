import { replace } from '../../syntax/edit.ts';
import { deploymentOf } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A daemon may have more than one task on an instance',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-daemon-max-percent', checked: '2026-11-28' },
  concept: 'rolling-deployment',
  why: 'Each instance runs only one task of a daemon, so the old one stops before the new one starts: `maximumPercent` has to be 100, and `minimumHealthyPercent` below that.',
  rejection: 'The daemon scheduling strategy does not support values above 100 for maximumPercent',
  check(service, report) {
    const deployment = deploymentOf(service);
    const most = deployment.number('maximumPercent');
    if (!service.isDaemon || most.state !== 'known' || most.value <= 100) return;
    const least = deployment.number('minimumHealthyPercent');
    const blocks = least.state === 'known' && least.value >= 100 ? [replace(least.node, 0)] : [];
    report({
      at: most.node,
      message: 'A daemon has only one task on each instance: set maximumPercent to 100',
      fixes: [
        {
          title: `Set maximumPercent to 100${blocks.length > 0 ? ' and minimumHealthyPercent to 0' : ''}`,
          edits: [replace(most.node, 100), ...blocks],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "maximumPercent": 200, "minimumHealthyPercent": 100 } }`,
  ],
  good: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "maximumPercent": 100, "minimumHealthyPercent": 0 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "maximumPercent": 200 } }`,
  ],
  fixed: [
    `{ "serviceName": "agent", "taskDefinition": "agent", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "maximumPercent": 100, "minimumHealthyPercent": 0 } }`,
  ],
};
