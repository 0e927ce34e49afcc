import { FIRST_EPHEMERAL_PORT, RESERVED_HOST_PORTS } from '../../model/host-ports.ts';
import { letEcsChoose, mappingsOf, mapsHostPorts } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'With a fixed host port, only one copy of the task fits on an instance',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS developer guide, dynamic port mapping', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'A fixed `hostPort` allows only one copy of the task on each instance, and a rolling deployment needs a free instance to start the new copy before the old one stops. With `hostPort` 0, ECS picks a free port and registers it with the load balancer. For a task that runs once on each instance, a fixed port is fine.',
  once: 'Let ECS choose each host port',
  check(container, report) {
    const { task } = container;
    // Outside AWS there is no load balancer to register a changing port.
    if (!mapsHostPorts(task) || task.requires('EXTERNAL') === 'yes') return;
    for (const { mapping } of mappingsOf(container)) {
      const host = mapping.number('hostPort');
      if (host.state !== 'known' || host.value <= 0 || host.value >= FIRST_EPHEMERAL_PORT) continue;
      if (RESERVED_HOST_PORTS.has(host.value)) continue;
      report({
        at: host.node,
        message: `With the fixed host port ${host.value}, only one copy fits on an instance: use 0 to let ECS pick`,
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
      "portMappings": [{ "containerPort": 80, "hostPort": 80 }] // behind the load balancer
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 0 }, { "containerPort": 81 }] }] }`,
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }] }`,
    `{ "family": "web", "networkMode": "bridge", "requiresCompatibilities": ["EXTERNAL"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }] }`,
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
      "portMappings": [{ "containerPort": 80, "hostPort": 0 }] // behind the load balancer
    }
  ]
}`,
  ],
};
