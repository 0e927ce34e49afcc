import { nearest } from '../../schema/nearest.ts';
import { replace, set } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A placement strategy has the wrong field',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-binpack-field, pf-ecs-svc-random-with-field; API reference of PlacementStrategy',
    checked: '2026-11-28',
  },
  concept: 'placement',
  why: '`binpack` packs by `cpu` or `memory`. `spread` spreads over `instanceId`, `host` or an attribute, for example `attribute:ecs.availability-zone`. `random` has no field.',
  rejection: 'binpack field … is invalid',
  check(service, report) {
    for (const strategy of service.list('placementStrategy')) {
      const type = strategy.string('type');
      const field = strategy.string('field');
      if (type.state !== 'known' || field.state === 'deferred' || !strategy.node) continue;
      if (type.value === 'random' && field.property && field.state === 'known') {
        report({
          at: field.property.key,
          message: '"random" does not use a field: remove it',
          fixes: [removal(field.property)],
          rejection: 'random field should not be specified',
        });
      } else if (type.value === 'binpack' && field.state === 'known' && !/^(?:cpu|memory)$/i.test(field.value)) {
        const near = nearest(field.value, ['cpu', 'memory']);
        const offered = near.length > 0 ? near : ['memory', 'cpu'];
        report({
          at: field.node,
          message: `"binpack" packs tasks by "cpu" or "memory", not by "${field.value}"`,
          fixes: offered.map((value) => ({ title: `Write "${value}"`, edits: [replace(field.node, value)] })),
        });
      } else if (field.state === 'absent' && (type.value === 'spread' || type.value === 'binpack')) {
        const values = type.value === 'spread' ? ['attribute:ecs.availability-zone', 'instanceId'] : ['memory', 'cpu'];
        report({
          at: type.node,
          message: `"${type.value}" needs a field: add one, for example "${values[0]}"`,
          // What ECS assumes for a spread without a field is not known.
          ...(type.value === 'spread' ? { severity: 'warning', rejection: '' } : {}),
          fixes: values.map((value) => ({
            title: `Add field "${value}"`,
            edits: [set(strategy.node!, 'field', value)],
          })),
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "binpack", "field": "memroy" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "random", "field": "cpu" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "spread" }] }`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "spread", "field": "instanceId" }, { "type": "binpack", "field": "MEMORY" }, { "type": "random" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "binpack", "field": "\${FIELD}" }] }`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "binpack", "field": "memory" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "random" }] }`,
    `{ "serviceName": "web", "taskDefinition": "web", "placementStrategy": [{ "type": "spread", "field": "attribute:ecs.availability-zone" }] }`,
  ],
};
