import { isKnown } from '../../model/field.ts';
import { replace, set } from '../../syntax/edit.ts';
import { deploymentOf, shiftsTraffic } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service has no deployment circuit breaker, or it is off',
  severity: 'info',
  quiet: true,
  source: {
    from: 'aws-cdk, shouldUseCircuitBreaker; Amazon ECS developer guide, "Deployment circuit breaker"',
    checked: '2026-11-28',
  },
  concept: 'rolling-deployment',
  why: 'Without it, ECS starts failing tasks over and over, for hours. The circuit breaker ends such a deployment and goes back to the last revision that worked.',
  check(service, report) {
    if (service.controller !== 'ECS' || shiftsTraffic(service) || service.root.open) return;
    if (service.part.type !== 'CreateServiceRequest' || service.isPartial) return;
    const deployment = deploymentOf(service);
    const breaker = deployment.object('deploymentCircuitBreaker');
    const off = breaker.boolean('enable');
    if (isKnown(off, false)) {
      return report({
        at: off.node!,
        message: 'A deployment whose tasks fail continues for hours: enable the circuit breaker',
        fixes: [{ title: 'Enable it', edits: [replace(off.node!, true)] }],
      });
    }
    if (deployment.presence === 'deferred' || breaker.presence !== 'absent') return;
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    report({
      at: deployment.property?.key ?? service.label,
      message: 'A deployment whose tasks fail continues for hours: add "deploymentCircuitBreaker"',
      fixes: [
        {
          title: 'Add a circuit breaker',
          edits: [
            deployment.node
              ? set(deployment.node, 'deploymentCircuitBreaker', deploymentCircuitBreaker)
              : set(service.root, 'deploymentConfiguration', { deploymentCircuitBreaker }),
          ],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2 }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "maximumPercent": 150 } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": false, "rollback": true } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": "\${ENABLED}", "rollback": false } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": false } } }`,
    `{ "service": "web", "taskDefinition": "web", "forceNewDeployment": true }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "maximumPercent": 150, "deploymentCircuitBreaker": { "enable": true, "rollback": true } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } } }`,
  ],
};
