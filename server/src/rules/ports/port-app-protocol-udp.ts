import { remove, replace } from '../../syntax/edit.ts';
import { portMappings } from '../parts/port-mappings.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'appProtocol requires tcp, not udp',
  severity: 'warning',
  source: { from: 'SDK PortMapping.appProtocol: http, http2 and grpc, else TCP', checked: '2026-11-24' },
  concept: 'service-connect',
  why: '`appProtocol` tells Service Connect which of `http`, `http2` and `grpc` the app speaks. All three run over TCP, so one of the two members is wrong.',
  check(task, report) {
    const mappings = portMappings(task);
    const tcpPorts = new Set(
      mappings
        .filter(({ mapping }) => mapping.string('protocol').value !== 'udp')
        .map(({ mapping }) => mapping.number('containerPort').value),
    );
    for (const { mapping } of mappings) {
      const protocol = mapping.string('protocol');
      const app = mapping.string('appProtocol');
      if (protocol.value !== 'udp' || app.state !== 'known') continue;
      const isFree = !tcpPorts.has(mapping.number('containerPort').value);
      report({
        at: app.node,
        message: `appProtocol "${app.value}" runs over TCP, but protocol is "udp": remove it or set protocol to "tcp"`,
        fixes: [
          { title: 'Remove "appProtocol"', edits: [remove(app.property!)] },
          ...(isFree ? [{ title: 'Set protocol to "tcp"', edits: [replace(protocol.node!, 'tcp')] }] : []),
        ],
        related: [{ at: protocol.node!, message: 'The protocol' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "dns",
    "image": "coredns/coredns:1.12.0",
    "memory": 128,
    "portMappings": [
      {
        "name": "dns-53-udp",
        "containerPort": 53,
        "protocol": "udp", // lookups
        "appProtocol": "http"
      }
    ]
  }
]`,
  ],
  good: [
    `[{ "name": "dns", "image": "coredns/coredns:1.12.0", "memory": 128, "portMappings": [{ "name": "dns", "containerPort": 53, "protocol": "udp" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "name": "web", "containerPort": 80, "appProtocol": "http" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "name": "web", "containerPort": 80, "protocol": "\${p}", "appProtocol": "http" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "dns",
    "image": "coredns/coredns:1.12.0",
    "memory": 128,
    "portMappings": [
      {
        "name": "dns-53-udp",
        "containerPort": 53,
        "protocol": "udp" // lookups
      }
    ]
  }
]`,
  ],
};
