import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { deploymentOf, isDeployedByOthers } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A circuit breaker is set, but ECS does not deploy this service',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-circuit-breaker-with-code-deploy', checked: '2026-11-28' },
  concept: 'rolling-deployment',
  why: 'The circuit breaker ends deployments that ECS runs. CodeDeploy, or your own controller, has to do that itself.',
  check(service, report) {
    if (!isDeployedByOthers(service)) return;
    const breaker = deploymentOf(service).object('deploymentCircuitBreaker');
    if (!isKnown(breaker.boolean('enable'), true)) return;
    report({
      at: breaker.property!.key,
      message: 'Only deployments that ECS runs have a circuit breaker: remove it',
      fixes: [{ title: 'Remove "deploymentCircuitBreaker"', edits: [remove(breaker.property!)] }],
      related: [{ at: service.object('deploymentController').string('type').node!, message: 'The controller' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "maximumPercent": 200, "deploymentCircuitBreaker": { "enable": true, "rollback": true } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } } }`,
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": false, "rollback": false } } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "deploymentConfiguration": { "maximumPercent": 200 } }`,
  ],
};
