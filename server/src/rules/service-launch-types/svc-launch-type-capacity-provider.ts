import { remove } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service has both a launch type and a capacity provider strategy',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-launch-type-capacity-provider', checked: '2026-11-28' },
  concept: 'capacity-provider',
  why: 'Both say what the tasks run on. For Fargate Spot, or for an Auto Scaling group that ECS scales, use the strategy.',
  rejection: 'Specifying both a launch type and capacity provider strategy is not supported.',
  check(service, report) {
    const launchType = service.string('launchType');
    const strategy = service.list('capacityProviderStrategy');
    if (launchType.state !== 'known' || strategy.length === 0 || !strategy.property) return;
    report({
      at: launchType.property!.key,
      message: 'A service cannot have both a launch type and a capacity provider strategy: remove one',
      fixes: [
        { title: 'Remove "launchType"', edits: [remove(launchType.property!)] },
        { title: 'Remove "capacityProviderStrategy"', edits: [remove(strategy.property)] },
      ],
      related: [{ at: strategy.property.key, message: 'The strategy' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "FARGATE",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "capacityProviderStrategy": [] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "", "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
  ],
  fixed: [
    `{
  "serviceName": "web",
  "taskDefinition": "web",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
  ],
};
