import { remove } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A capacity provider strategy has two bases',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-capacity-provider-multiple-base', checked: '2026-11-28' },
  concept: 'capacity-provider',
  why: 'The base is the number of tasks that one provider runs before the weights apply. Only one provider of a strategy can have one.',
  rejection: 'There are multiple capacity providers … with a base value defined',
  check(service, report) {
    const bases = service.list('capacityProviderStrategy').items.flatMap((item) => {
      const base = item.number('base');
      return base.state === 'known' && base.value > 0 ? base : [];
    });
    const [first, ...others] = bases;
    if (!first || others.length === 0) return;
    report({
      at: others[0]!.property!.key,
      message: 'Only one provider of a strategy can have a base: remove the other',
      fixes: [{ title: 'Keep only the first base', edits: others.map((base) => remove(base.property!)) }],
      related: [{ at: first.property!.key, message: 'The first base' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "base": 1, "weight": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 1 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "base": 1, "weight": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0 }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "base": 1, "weight": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
  ],
};
