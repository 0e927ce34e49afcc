import type { ValueNode } from '../../syntax/node.ts';
import { certainPortMappings, letEcsChoose, mapsHostPorts, protocolOf } from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two port mappings use the same port of the instance',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'amazon-ecs-agent issue 1220: the rejection that users report', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'A port of the instance can be bound only once, so ECS refuses a task that needs it twice. With `hostPort` 0, ECS picks a free port and registers it with the load balancer.',
  rejection: 'is mapped multiple times in task.',
  check(task, report) {
    if (!mapsHostPorts(task)) return;
    const first = new Map<string, ValueNode>();
    for (const { mapping } of certainPortMappings(task)) {
      const host = mapping.number('hostPort');
      const protocol = protocolOf(mapping);
      if (host.state !== 'known' || host.value === 0 || protocol === undefined) continue;
      const key = `${host.value}/${protocol}`;
      const earlier = first.get(key);
      if (!earlier) {
        first.set(key, host.node);
        continue;
      }
      report({
        at: host.node,
        message: `Host port ${host.value} is used twice in this task: choose another one`,
        fixes: [letEcsChoose(host.node)],
        related: [{ at: earlier, message: `Host port ${host.value} is first used here` }],
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
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] },
    {
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "portMappings": [
        { "containerPort": 3000, "hostPort": 80 } // behind the load balancer
      ]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] },
    { "name": "api", "image": "node:22", "memory": 128, "portMappings": [{ "containerPort": 3000, "hostPort": 3000 }] }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 0 }] },
    { "name": "api", "image": "node:22", "memory": 128, "portMappings": [{ "containerPort": 3000, "hostPort": 0 }] }
  ]
}`,
    `{
  "family": "dns",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "dns", "image": "coredns/coredns:1.12.0", "memory": 128, "portMappings": [{ "containerPort": 53, "hostPort": 53 }, { "containerPort": 53, "hostPort": 53, "protocol": "udp" }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] },
    {
      "name": "api",
      "image": "node:22",
      "memory": 128,
      "portMappings": [
        { "containerPort": 3000, "hostPort": 0 } // behind the load balancer
      ]
    }
  ]
}`,
  ],
};
