import { isKnown } from '../../model/field.ts';
import { remove, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Managed Instances are requested as a launch type',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'API reference of CreateService, launchType', checked: '2026-11-28' },
  concept: 'managed-instances',
  why: 'A service uses Managed Instances through their capacity provider, and then has no launch type.',
  check(service, report) {
    const launchType = service.string('launchType');
    if (!isKnown(launchType, 'MANAGED_INSTANCES')) return;
    const strategy = service.list('capacityProviderStrategy');
    // If there is a strategy as well, the launch type is wrong for another reason.
    if (strategy.length > 0) return;
    const provider = { capacityProvider: new Ask('MY_CAPACITY_PROVIDER'), weight: 1 };
    report({
      at: launchType.node!,
      message: 'Managed Instances need their capacity provider: name it, and remove "launchType"',
      fixes: [
        {
          title: 'Write a capacity provider strategy instead',
          edits: [remove(launchType.property!), set(service.root, 'capacityProviderStrategy', [provider])],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [`{ "serviceName": "web", "taskDefinition": "web", "launchType": "MANAGED_INSTANCES" }`],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "managed", "weight": 1 }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "capacityProviderStrategy": [{ "capacityProvider": "MY_CAPACITY_PROVIDER", "weight": 1 }] }`,
  ],
};
