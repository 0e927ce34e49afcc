import { isKnown } from '../../model/field.ts';
import { remove } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'With awsvpc, hostPort differs from containerPort',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cfn-lint E3053 and the rejection that users report', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'With `awsvpc` each task has its own network interface, so no ports are mapped: the container port is the port of the task. Leave `hostPort` out and point the load balancer at the container port.',
  rejection: 'When networkMode=awsvpc, the host ports and container ports in port mappings must match.',
  check(container, report) {
    const { task } = container;
    if (!isKnown(task.networkMode, 'awsvpc')) return;
    for (const mapping of container.list('portMappings')) {
      const host = mapping.number('hostPort');
      const port = mapping.number('containerPort');
      if (host.state !== 'known' || port.state !== 'known' || host.value === port.value) continue;
      report({
        at: host.node,
        message: `With awsvpc, hostPort ${host.value} must equal containerPort ${port.value}: leave hostPort out`,
        // Sources disagree about 0: some tools write it for "not set".
        ...(host.value === 0 ? { severity: 'warning' as const } : {}),
        fixes: [{ title: 'Remove hostPort', preferred: true, edits: [remove(host.property!)] }],
        related: [{ at: port.node, message: `The container listens on ${port.value}` }],
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
    {
      "name": "web",
      "image": "nginx:1.27",
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
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80, "hostPort": 80 }, { "containerPort": 81 }] }
  ]
}`,
    `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
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
