import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A capacity provider strategy mixes Fargate and instances',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'API reference of CapacityProviderStrategyItem; aws-cdk, CapacityProviderStrategyCannot',
    checked: '2026-11-28',
  },
  concept: 'capacity-provider',
  why: 'All providers of a strategy have to be of one kind: Fargate and Fargate Spot, or Auto Scaling groups, or Managed Instances.',
  check(service, report) {
    const names = service.list('capacityProviderStrategy').items.map((item) => item.string('capacityProvider'));
    const fargate = names.find(({ value }) => value !== undefined && FARGATE.test(value));
    const other = names.find(({ value }) => value !== undefined && !/fargate/i.test(value));
    if (!fargate || !other) return;
    report({
      at: other.node!,
      message: `Fargate and "${other.value}" cannot be in one strategy: keep providers of one kind`,
      related: [{ at: fargate.node!, message: 'This is Fargate' }],
    });
  },
});

const FARGATE = /^FARGATE(?:_SPOT)?$/;

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }, { "capacityProvider": "web-instances", "weight": 1 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }, { "capacityProvider": "\${PROVIDER}", "weight": 1 }] }`,
  ],
};
