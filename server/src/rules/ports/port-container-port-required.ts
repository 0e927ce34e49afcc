import { set } from '../../syntax/edit.ts';
import { certainPortMappings, portMappings, removeMapping } from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A port mapping needs a containerPort or a containerPortRange',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'aws-cli issue 7288: the rejection that users report', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'A port mapping says which port of the container can be reached from outside, so ECS refuses one without a port. Often one mapping was split into several objects by mistake.',
  rejection: "Invalid 'containerPort' setting for container",
  check(task, report) {
    const mapped = new Set(certainPortMappings(task).map(({ mapping }) => mapping.number('containerPort').value));
    for (const placed of portMappings(task)) {
      const { mapping } = placed;
      if (mapping.number('containerPort').state !== 'absent') continue;
      if (mapping.string('containerPortRange').state !== 'absent') continue;
      // A misspelt name is reported as such; an object without values is a leftover.
      const keys = mapping.node!.properties.map(({ key }) => key.value.replaceAll(/[-_]/g, '').toLowerCase());
      if (keys.some((key) => key.startsWith('containerport'))) continue;
      const says = (['hostPort', 'protocol', 'name', 'appProtocol'] as const).find((key) => mapping.has(key));
      if (!says) continue;
      const host = mapping.number('hostPort').value;
      const same =
        host === undefined || host === 0 || mapped.has(host)
          ? []
          : [{ title: `Add containerPort ${host}`, edits: [set(mapping.node!, 'containerPort', host)] }];
      report({
        at: mapping.member(says)!.key,
        message: 'This port mapping has no containerPort: add the port that the container listens on',
        fixes: [...same, ...removeMapping(placed)],
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
          "hostPort": 80 // the load balancer's
        }
      ]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }, { "protocol": "tcp" }] }]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPortRange": "8000-8010", "protocol": "tcp" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": \${port}, "hostPort": 80 }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "ContainerPort": 80, "hostPort": 80 }] }]`,
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
          "hostPort": 80, // the load balancer's
          "containerPort": 80
        }
      ]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }]`,
  ],
};
