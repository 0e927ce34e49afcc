import { isKnown } from '../../model/field.ts';
import { remove, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { type PlacedMapping, portMappings } from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'appProtocol has no effect without a name',
  severity: 'warning',
  source: { from: 'SDK PortMapping.appProtocol; CDK ServiceConnectRelatedPortMapping', checked: '2026-11-24' },
  concept: 'service-connect',
  why: 'Only Service Connect reads `appProtocol`, and a service refers to a port by the `name` of its mapping. Without a name, no service can use the setting.',
  check(task, report) {
    const mappings = portMappings(task);
    // With network mode host a name would not help: see port-name-network-mode.
    const isHost = isKnown(task.networkMode, 'host');
    const names = new Set(mappings.map(({ mapping }) => mapping.text('name')?.value));
    for (const placed of mappings) {
      const { mapping } = placed;
      const protocol = mapping.string('appProtocol');
      if (protocol.state !== 'known' || mapping.string('name').state !== 'absent') continue;
      const name = usualName(placed);
      report({
        at: protocol.node,
        message: `appProtocol "${protocol.value}" has no effect without a name: give the port mapping a "name"`,
        tag: 'unnecessary',
        fixes: [
          ...(isHost || names.has(name)
            ? []
            : [{ title: 'Add "name"', edits: [set(mapping.node!, 'name', new Ask(name))] }]),
          { title: 'Remove "appProtocol"', edits: [remove(protocol.property!)] },
        ],
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
      "name": "Web",
      "image": "nginx:1.27",
      "portMappings": [
        {
          "containerPort": 80,
          "appProtocol": "http" // for Service Connect
        }
      ]
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "web", "appProtocol": "http" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "\${name}", "appProtocol": "http" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "Web",
      "image": "nginx:1.27",
      "portMappings": [
        {
          "containerPort": 80,
          "appProtocol": "http", // for Service Connect
          "name": "web-80-tcp"
        }
      ]
    }
  ]
}`,
  ],
};

/** The name that the ECS console would give the port mapping. */
function usualName({ container, mapping }: PlacedMapping): string {
  const owner = (container.name.value ?? 'port').toLowerCase().replaceAll(/[^a-z0-9_-]/g, '-');
  const port = mapping.number('containerPort').value;
  return `${owner.slice(0, 50).replace(/^-+/, '')}${port === undefined ? '' : `-${port}`}-tcp`;
}
