import { isKnown } from '../../model/field.ts';
import { mappingsOf, portNode, portsOf, removeMapping } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Source: Amazon ECS developer guide, route logs to FireLens, checked 2026-11-24. */
const FIRELENS_PORT = 24224;

export default containerRule({
  title: 'The log router’s port is open to the outside',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, example task definition: route logs to FireLens',
    checked: '2026-11-24',
  },
  concept: 'firelens',
  why: 'FireLens listens on port 24224 for the containers of its own task, and they need no port mapping for it. A mapping lets others write to your logs; with `awsvpc`, that depends on the security group.',
  check(container, report) {
    const { task } = container;
    for (const placed of mappingsOf(container)) {
      if (!placed.container.has('firelensConfiguration')) continue;
      const ports = portsOf(placed.mapping);
      if (!ports || FIRELENS_PORT < ports.first || FIRELENS_PORT > ports.last) continue;
      report({
        at: portNode(placed.mapping),
        message: `The log router needs no port mapping for ${FIRELENS_PORT}: remove it, so that others cannot write logs`,
        ...(isKnown(task.networkMode, 'awsvpc') ? { severity: 'info' as const } : {}),
        fixes: removeMapping(placed),
        related: [{ at: placed.container.member('firelensConfiguration')!.key, message: 'The log router' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "log_router", // FireLens
      "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5",
      "memory": 64,
      "firelensConfiguration": { "type": "fluentbit" },
      "portMappings": [{ "containerPort": 24224 }]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "log_router", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5", "memory": 64, "firelensConfiguration": { "type": "fluentbit" }, "portMappings": [{ "containerPort": 2020 }] }]`,
    `[{ "name": "fluentd", "image": "fluent/fluentd:v1.17", "memory": 64, "portMappings": [{ "containerPort": 24224 }] }]`,
    `[{ "name": "log_router", "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5", "memory": 64, "firelensConfiguration": { "type": "fluentbit" }, "portMappings": [{ "containerPort": \${port} }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "log_router", // FireLens
      "image": "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.5",
      "memory": 64,
      "firelensConfiguration": { "type": "fluentbit" }
    }
  ]
}`,
  ],
};
