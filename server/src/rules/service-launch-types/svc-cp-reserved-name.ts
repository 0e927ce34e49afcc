import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A capacity provider has a reserved name',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-cp-name-reserved-prefix; API reference of CreateCapacityProvider',
    checked: '2026-11-28',
  },
  concept: 'capacity-provider',
  why: 'Names that begin with `aws`, `ecs` or `fargate` are reserved, so your own provider cannot have one. Those of Fargate are `FARGATE` and `FARGATE_SPOT`, in upper case.',
  check(service, report) {
    for (const item of service.list('capacityProviderStrategy')) {
      const name = item.string('capacityProvider');
      if (name.state !== 'known' || !/^(?:aws|ecs|fargate)/i.test(name.value)) continue;
      if (name.value === 'FARGATE' || name.value === 'FARGATE_SPOT') continue;
      const plain = name.value.toUpperCase().replaceAll('-', '_');
      const meant = plain === 'FARGATE' || plain === 'FARGATE_SPOT' ? plain : undefined;
      report({
        at: name.node,
        message: `A provider cannot be named "${name.value}": ${meant ? `write "${meant}"` : 'such names are reserved'}`,
        fixes: meant ? [{ title: `Write "${meant}"`, edits: [replace(name.node, meant)] }] : [],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "capacityProviderStrategy": [{ "capacityProvider": "fargate-spot", "weight": 1 }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "capacityProviderStrategy": [{ "capacityProvider": "my-ecs-instances", "weight": 1 }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123"] } }, "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }] }`,
  ],
};
