import { SERVICE_READ_ONLY_PROPERTIES } from '../../model/facts.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A member of a service that only ECS sets',
  severity: 'warning',
  refusedBy: 'cli',
  source: { from: 'Service less CreateServiceRequest in @aws-sdk/client-ecs 3.1164.0', checked: '2026-11-28' },
  concept: 'service',
  why: 'ECS sets these members, and describe-services prints them. They cannot be set: the AWS CLI refuses them.',
  rejection: 'Unknown parameter in input',
  once: 'Remove all members that only ECS sets',
  check(service, report) {
    // ecspresso writes some of these to its own files, and drops them again.
    if (service.part.dialect.id !== 'api' || service.isPartial) return;
    for (const property of service.root.properties) {
      if (!SERVICE_READ_ONLY_PROPERTIES.has(property.key.value)) continue;
      report({
        at: property.key,
        message: `Only ECS sets "${property.key.value}": remove it`,
        tag: 'unnecessary',
        fixes: removeOne(service.document, property, { preferred: true }),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "serviceArn": "arn:aws:ecs:eu-west-1:111122223333:service/shop/web",
  "serviceName": "web", // the name in the cluster
  "taskDefinition": "web",
  "desiredCount": 2,
  "runningCount": 2,
  "events": []
}`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2 }`,
    `{ "deploymentConfiguration": { "maximumPercent": 200 }, "desiredCount": 2, "runningCount": 2 }`,
  ],
  fixed: [
    `{
  "serviceName": "web", // the name in the cluster
  "taskDefinition": "web",
  "desiredCount": 2
}`,
  ],
};
