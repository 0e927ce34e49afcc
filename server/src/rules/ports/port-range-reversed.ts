import { replace } from '../../syntax/edit.ts';
import { mappingsOf, parsePortRange } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A port range does not start with its lower port',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-port-range-reversed; SDK PortMapping.containerPortRange',
    checked: '2026-11-28',
  },
  concept: 'port-mapping',
  why: 'ECS reads a `containerPortRange` as first and last port, and the first must be lower than the last. A range of a single port is a `containerPort`.',
  rejection: "Invalid 'containerPortRange' setting",
  check(container, report) {
    for (const { mapping } of mappingsOf(container)) {
      const field = mapping.string('containerPortRange');
      const range = field.state === 'known' ? parsePortRange(field.value) : undefined;
      if (field.state !== 'known' || !range || range.first < range.last) continue;
      const swapped = `${range.last}-${range.first}`;
      report({
        at: field.node,
        message:
          range.first === range.last
            ? `"${field.value}" is a single port, not a range: use containerPort`
            : `"${field.value}" ends before it starts: write "${swapped}"`,
        fixes:
          range.first === range.last
            ? []
            : [{ title: `Write "${swapped}"`, preferred: true, edits: [replace(field.node, swapped)] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "media",
    "image": "example.com/media:1",
    "memory": 512,
    "portMappings": [
      { "containerPortRange": "10100-10000", "protocol": "udp" } // audio
    ]
  }
]`,
  ],
  good: [
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "10000-10100" }] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "10000-10001" }] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "\${last}-10000" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "media",
    "image": "example.com/media:1",
    "memory": 512,
    "portMappings": [
      { "containerPortRange": "10000-10100", "protocol": "udp" } // audio
    ]
  }
]`,
  ],
};
