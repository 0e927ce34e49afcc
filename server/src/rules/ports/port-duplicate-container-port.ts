import {
  certainPortMappings,
  type PlacedMapping,
  portNode,
  protocolOf,
  removeMapping,
  sharesPorts,
} from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two port mappings open the same port of the task',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-port-range-overlap; copilot validateExposedPorts', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'With `awsvpc` and `host` all containers of a task share one network address, so only one of them can use a port. A second container has to listen on another port.',
  rejection: 'container port is used multiple times in task',
  check(task, report) {
    if (!sharesPorts(task)) return;
    const first = new Map<string, PlacedMapping>();
    for (const placed of certainPortMappings(task)) {
      const port = placed.mapping.number('containerPort').value;
      const protocol = protocolOf(placed.mapping);
      if (port === undefined || protocol === undefined) continue;
      const earlier = first.get(`${port}/${protocol}`);
      if (!earlier) {
        first.set(`${port}/${protocol}`, placed);
        continue;
      }
      const owner = earlier.container === placed.container ? 'This container' : `Container ${earlier.container.title}`;
      report({
        at: portNode(placed.mapping),
        message: `${owner} already maps port ${port}: a task can use a port only once`,
        fixes: removeMapping(placed),
        related: [{ at: portNode(earlier.mapping), message: `Port ${port} is first mapped here` }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] },
    {
      "name": "proxy",
      "image": "envoyproxy/envoy:v1.31.0", // in front
      "portMappings": [{ "containerPort": 80, "protocol": "tcp" }]
    }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }, { "containerPort": 80 }] }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] },
    { "name": "proxy", "image": "envoyproxy/envoy:v1.31.0", "portMappings": [{ "containerPort": 81 }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] },
    { "name": "api", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
    `{
  "family": "dns",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "dns", "image": "coredns/coredns:1.12.0", "portMappings": [{ "containerPort": 53 }, { "containerPort": 53, "protocol": "udp" }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [%{ if tls }{ "containerPort": 80 }%{ else }{ "containerPort": 80 }%{ endif }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] },
    {
      "name": "proxy",
      "image": "envoyproxy/envoy:v1.31.0" // in front
    }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
  ],
};
