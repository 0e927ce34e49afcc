import { isKnown } from '../../model/field.ts';
import { RESERVED_HOST_PORTS } from '../../model/host-ports.ts';
import { letEcsChoose, mappingsOf, mapsHostPorts } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The host port is reserved on every instance',
  severity: 'warning',
  source: { from: 'SDK PortMapping.hostPort: default reserved ports', checked: '2026-11-28' },
  concept: 'port-mapping',
  why: 'SSH, Docker and the container agent use fixed ports of a container instance. ECS treats these as reserved, so it finds no instance for a task that needs one of them.',
  check(container, report) {
    const { task } = container;
    const isHost = isKnown(task.networkMode, 'host') && task.requires('FARGATE') !== 'yes';
    if (!isHost && !mapsHostPorts(task)) return;
    for (const { mapping } of mappingsOf(container)) {
      // With network mode host, the container's port is the instance's port.
      const field = mapping.number(isHost ? 'containerPort' : 'hostPort');
      const owner = field.state === 'known' ? RESERVED_HOST_PORTS.get(field.value) : undefined;
      if (!owner || field.state !== 'known') continue;
      report({
        at: field.node,
        message: `${owner} uses port ${field.value} of every instance: choose another host port`,
        fixes: isHost ? [] : [letEcsChoose(field.node)],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "bastion",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "bastion",
      "image": "example.com/sshd:1",
      "memory": 128,
      "portMappings": [{ "containerPort": 22, "hostPort": 22 }] // SSH
    }
  ]
}`,
  ],
  good: [
    `{ "family": "bastion", "networkMode": "bridge", "containerDefinitions": [{ "name": "bastion", "image": "example.com/sshd:1", "memory": 128, "portMappings": [{ "containerPort": 22, "hostPort": 2222 }] }] }`,
    `{ "family": "bastion", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "bastion", "image": "example.com/sshd:1", "memory": 128, "portMappings": [{ "containerPort": 22, "hostPort": 22 }] }] }`,
    `[{ "name": "bastion", "image": "example.com/sshd:1", "memory": 128, "portMappings": [{ "containerPort": 22, "hostPort": 22 }] }]`,
  ],
  fixed: [
    `{
  "family": "bastion",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "bastion",
      "image": "example.com/sshd:1",
      "memory": 128,
      "portMappings": [{ "containerPort": 22, "hostPort": 0 }] // SSH
    }
  ]
}`,
  ],
};
