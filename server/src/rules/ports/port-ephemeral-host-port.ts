import { FIRST_EPHEMERAL_PORT, RESERVED_HOST_PORTS } from '../../model/host-ports.ts';
import { letEcsChoose, mappingsOf, mapsHostPorts } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The fixed host port is in the ephemeral range',
  severity: 'warning',
  source: { from: 'SDK PortMapping.hostPort: ephemeral port range', checked: '2026-11-28' },
  concept: 'port-mapping',
  why: 'The instance assigns ports from 32768 up to other tasks and to outgoing connections. Sometimes the port is already in use, and then the task does not start.',
  check(container, report) {
    const { task } = container;
    if (!mapsHostPorts(task)) return;
    for (const { mapping } of mappingsOf(container)) {
      const host = mapping.number('hostPort');
      if (host.state !== 'known' || host.value < FIRST_EPHEMERAL_PORT || host.value > 65535) continue;
      if (RESERVED_HOST_PORTS.has(host.value)) continue;
      report({
        at: host.node,
        message: `Host port ${host.value} may already be in use: choose one below ${FIRST_EPHEMERAL_PORT}, or 0`,
        fixes: [letEcsChoose(host.node)],
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
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [{ "containerPort": 80, "hostPort": 49200 }] // high enough
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 32767 }] }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 49200, "hostPort": 49200 }] }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": \${port} }] }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [{ "containerPort": 80, "hostPort": 0 }] // high enough
    }
  ]
}`,
  ],
};
