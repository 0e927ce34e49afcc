import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'All weights of a capacity provider strategy are 0',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-capacity-provider-zero-weight', checked: '2026-11-28' },
  concept: 'capacity-provider',
  why: 'A provider with weight 0 gets no tasks. At least one needs a weight of 1 or more.',
  rejection: 'There are no capacity providers … with a weight value greater than zero',
  check(service, report) {
    const strategy = service.list('capacityProviderStrategy');
    if (strategy.open || strategy.length === 0) return;
    const weights = strategy.items.map((item) => item.number('weight'));
    if (!weights.every((weight) => isKnown(weight, 0))) return;
    report({
      at: weights[0]!.node!,
      message: 'All weights are 0, so no provider gets tasks: give one a weight of 1 or more',
      fixes: [{ title: 'Set to 1', edits: [replace(weights[0]!.node!, 1)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 0 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 0 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE" }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }] }`,
  ],
};
