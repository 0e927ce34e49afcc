import { replace, set } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { deploymentOf } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

const STRATEGIES = [
  ['canaryConfiguration', 'CANARY'],
  ['linearConfiguration', 'LINEAR'],
] as const;

export default serviceRule({
  title: 'Traffic steps are configured for another deployment strategy',
  severity: 'warning',
  refusedBy: 'service',
  source: {
    from: 'aws-cdk, RequiresCanaryConfigurationRequires, RequiresLinearConfigurationRequires',
    checked: '2026-11-28',
  },
  concept: 'blue-green',
  why: '`canaryConfiguration` is only for the strategy `CANARY`, `linearConfiguration` only for `LINEAR`. Without a strategy, ECS replaces tasks and shifts no traffic.',
  check(service, report) {
    const deployment = deploymentOf(service);
    const strategy = deployment.string('strategy');
    if (strategy.state === 'deferred') return;
    for (const [key, wanted] of STRATEGIES) {
      const { presence, property } = deployment.object(key);
      if (presence !== 'known' || !property || strategy.value === wanted) continue;
      report({
        at: property.key,
        message: `"${key}" is only for the strategy "${wanted}": set that strategy, or remove this`,
        fixes: [
          {
            title: `Set strategy to "${wanted}"`,
            edits: [strategy.node ? replace(strategy.node, wanted) : set(deployment.node!, 'strategy', wanted)],
          },
          removal(property),
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "BLUE_GREEN", "canaryConfiguration": { "canaryPercent": 10 } } }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "CANARY", "canaryConfiguration": { "canaryPercent": 10 } } }`,
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "\${STRATEGY}", "canaryConfiguration": { "canaryPercent": 10 } } }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "CANARY", "canaryConfiguration": { "canaryPercent": 10 } } }`,
  ],
};
