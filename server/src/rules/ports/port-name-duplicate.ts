import { replace } from '../../syntax/edit.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { certainPortMappings } from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Two port mappings have the same name',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-port-mapping-duplicate-name; CDK PortMappingNameAlready',
    checked: '2026-11-24',
  },
  concept: 'service-connect',
  why: 'A service refers to a port by the name of its mapping, so the name may occur only once in the task definition.',
  rejection: 'port mapping name is already used',
  check(task, report) {
    const mappings = certainPortMappings(task);
    const names = new Set(mappings.map(({ mapping }) => mapping.string('name').value));
    const first = new Map<string, ValueNode>();
    for (const { mapping } of mappings) {
      const name = mapping.string('name');
      if (name.state !== 'known') continue;
      const earlier = first.get(name.value);
      if (!earlier) {
        first.set(name.value, name.node);
        continue;
      }
      const free = freeName(name.value, names);
      report({
        at: name.node,
        message: `Another port mapping is already named "${name.value}": give this one another name`,
        fixes: [{ title: `Rename to "${free}"`, edits: [replace(name.node, free)] }],
        related: [{ at: earlier, message: `The first port mapping named "${name.value}"` }],
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
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80, "name": "web" }] },
    {
      "name": "api",
      "image": "node:22",
      "portMappings": [
        { "containerPort": 3000, "name": "web" } // for Service Connect
      ]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "web" }, { "containerPort": 81, "name": "admin" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "" }, { "containerPort": 81, "name": "" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "\${name}" }, { "containerPort": 81, "name": "\${name}" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80, "name": "web" }] },
    {
      "name": "api",
      "image": "node:22",
      "portMappings": [
        { "containerPort": 3000, "name": "web-2" } // for Service Connect
      ]
    }
  ]
}`,
  ],
};

/** The name with a number appended, within the 64 characters that a name may have. */
function freeName(name: string, names: ReadonlySet<string | undefined>): string {
  for (let n = 2; ; n++) {
    const suffix = `-${n}`;
    const free = name.slice(0, 64 - suffix.length) + suffix;
    if (!names.has(free)) return free;
  }
}
