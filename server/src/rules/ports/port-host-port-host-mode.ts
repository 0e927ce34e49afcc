import { isKnown } from '../../model/field.ts';
import { remove, replace } from '../../syntax/edit.ts';
import { mappingsOf } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'With network mode host, hostPort differs from containerPort',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-host-network-host-port-mismatch', checked: '2026-11-24' },
  concept: 'host-network',
  why: 'With network mode `host`, the container uses the network of the instance itself, so no ports are mapped: the port that the app listens on is the port of the instance.',
  rejection: 'When networkMode=host, the host ports and container ports in port mappings must match.',
  check(container, report) {
    const { task } = container;
    // Fargate does not support this network mode at all.
    if (!isKnown(task.networkMode, 'host') || task.requires('FARGATE') === 'yes') return;
    for (const { mapping } of mappingsOf(container)) {
      const host = mapping.number('hostPort');
      const port = mapping.number('containerPort');
      if (host.state !== 'known' || port.state !== 'known' || host.value === port.value) continue;
      // The schema check reports a number that is not a port.
      if (port.value < 1 || port.value > 65535) continue;
      report({
        at: host.node,
        message: `With network mode host, hostPort ${host.value} must equal containerPort ${port.value}: leave it out`,
        // Some tools write 0 for "not set".
        ...(host.value === 0 ? { severity: 'warning' as const } : {}),
        fixes: [
          { title: 'Remove "hostPort"', edits: [remove(host.property!)] },
          { title: `Set hostPort to ${port.value}`, edits: [replace(host.node, port.value)] },
        ],
        related: [
          { at: port.node, message: `The container listens on ${port.value}` },
          { at: task.networkMode.node!, message: 'The network mode' },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        {
          "containerPort": 8080, // the app
          "hostPort": 80
        }
      ]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }, { "containerPort": 81 }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": {{ port }} }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        {
          "containerPort": 8080 // the app
        }
      ]
    }
  ]
}`,
  ],
};
