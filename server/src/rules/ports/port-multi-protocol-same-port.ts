import {
  certainPortMappings,
  type PlacedMapping,
  portNode,
  protocolOf,
  removeMapping,
} from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A container port is mapped for tcp and udp',
  severity: 'info',
  source: {
    from: 'terraform-aws-modules/terraform-aws-ecs issue 89; amazon-ecs-developer-guide pull request 128',
    checked: '2026-11-24',
  },
  concept: 'port-mapping',
  why: 'The task definition can be registered, but users report that creating a service from it failed. If the app needs only one of the protocols, map only that one.',
  refusedBy: 'service',
  rejection: 'is used in more than one port mapping for container',
  check(task, report) {
    const first = new Map<string, PlacedMapping>();
    for (const placed of certainPortMappings(task)) {
      const port = placed.mapping.number('containerPort').value;
      const protocol = protocolOf(placed.mapping);
      if (port === undefined || protocol === undefined) continue;
      const key = `${placed.container.node.offset}/${port}`;
      const earlier = first.get(key);
      if (!earlier) first.set(key, placed);
      if (!earlier || protocolOf(earlier.mapping) === protocol) continue;
      report({
        at: portNode(placed.mapping),
        message: `Port ${port} is mapped for tcp and udp, so creating a service may fail: map only one if you can`,
        fixes: removeMapping(placed),
        related: [{ at: portNode(earlier.mapping), message: `Port ${port} is first mapped here` }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "dns",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "dns",
      "image": "coredns/coredns:1.12.0",
      "portMappings": [
        { "containerPort": 53, "protocol": "udp" }, // lookups
        { "containerPort": 53, "protocol": "tcp" }
      ]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "dns", "image": "coredns/coredns:1.12.0", "memory": 128, "portMappings": [{ "containerPort": 53, "protocol": "udp" }] }]`,
    `[{ "name": "dns", "image": "coredns/coredns:1.12.0", "memory": 128, "portMappings": [{ "containerPort": 53, "protocol": "udp" }, { "containerPort": 54 }] }]`,
    `[{ "name": "dns", "image": "coredns/coredns:1.12.0", "memory": 128, "portMappings": [{ "containerPort": 53, "protocol": "\${a}" }, { "containerPort": 53 }] }]`,
  ],
  fixed: [
    `{
  "family": "dns",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "dns",
      "image": "coredns/coredns:1.12.0",
      "portMappings": [
        { "containerPort": 53, "protocol": "udp" } // lookups
      ]
    }
  ]
}`,
  ],
};
