import { isKnown } from '../../model/field.ts';
import type { ServiceDefinition } from '../../model/service.ts';
import { replace } from '../../syntax/edit.ts';
import { deploymentOf, shiftsTraffic } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A deployment can neither stop nor start a task',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-min-healthy-over-max-percent', checked: '2026-11-28' },
  concept: 'rolling-deployment',
  why: 'With `minimumHealthyPercent` and `maximumPercent` at 100, ECS may not stop an old task before a new one runs, nor start a new one before an old one has stopped.',
  rejection: 'Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments',
  check(service, report) {
    const deployment = deploymentOf(service);
    const most = deployment.number('maximumPercent');
    const least = deployment.number('minimumHealthyPercent');
    if (!isKnown(most, 100) || service.controller !== 'ECS' || shiftsTraffic(service)) return;
    if (least.state === 'absent' && isNew(service)) {
      return report({
        at: most.node!,
        // The refusal has been seen where both are written.
        severity: 'warning',
        message: 'minimumHealthyPercent is 100 too, so ECS can neither start nor stop a task: raise this',
        fixes: [{ title: 'Set maximumPercent to 200', edits: [replace(most.node!, 200)] }],
      });
    }
    if (!isKnown(least, 100)) return;
    // For a daemon the provider hands on neither of the two. Source: resourceServiceCreate in it, checked 2026-11-28.
    if (service.isDaemon && service.part.dialect.id === 'terraform') return;
    const toMost = { title: 'Set maximumPercent to 200', edits: [replace(most.node!, 200)] };
    const toLeast = { title: 'Set minimumHealthyPercent to 0', edits: [replace(least.node!, 0)] };
    report({
      at: most.node!,
      message: 'With both at 100, ECS can neither start nor stop a task: raise maximumPercent',
      fixes: service.isDaemon ? [toLeast] : [toMost, toLeast],
      related: [{ at: least.node!, message: 'The minimum' }],
    });
  },
});

/** Whether the default of minimumHealthyPercent is certainly 100: an update keeps the old one, and that of a daemon is 0. */
function isNew(service: ServiceDefinition): boolean {
  const scheduling = service.string('schedulingStrategy');
  const isReplica = scheduling.state === 'absent' || isKnown(scheduling, 'REPLICA');
  return service.part.type === 'CreateServiceRequest' && isReplica && !deploymentOf(service).node?.open;
}

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 100 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "deploymentConfiguration": { "maximumPercent": 100 } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 100 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "minimumHealthyPercent": 100 } }`,
    `{ "service": "web", "taskDefinition": "web", "desiredCount": 2, "deploymentConfiguration": { "maximumPercent": 100 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "schedulingStrategy": "DAEMON", "deploymentConfiguration": { "maximumPercent": 100 } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "minimumHealthyPercent": 100, "maximumPercent": 200 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "deploymentConfiguration": { "maximumPercent": 200 } }`,
  ],
};
