import { remove } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { mappingsOf } from '../parts/port-mappings.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A port mapping has both a port and a range',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-port-range-with-host-port', checked: '2026-11-24' },
  concept: 'port-mapping',
  why: 'A `containerPortRange` replaces `containerPort` and `hostPort`: ECS chooses the host ports of a range.',
  rejection: 'cannot specify both single port and port range',
  check(container, report) {
    for (const { mapping } of mappingsOf(container)) {
      const range = mapping.string('containerPortRange');
      if (range.state !== 'known') continue;
      const singles = (['containerPort', 'hostPort'] as const)
        .filter((key) => mapping.number(key).state === 'known')
        .map((key) => mapping.member(key)!);
      if (singles.length === 0) continue;
      const names = singles.map((property) => property.key.value).join(' and ');
      report({
        at: singles[0]!.key,
        message: `${names} cannot be combined with containerPortRange "${range.value}": keep one`,
        fixes: [
          { title: `Remove ${names}`, edits: singles.map((property) => remove(property)) },
          ...(mapping.has('containerPort') ? [removal(range.property!)] : []),
        ],
        related: [{ at: range.node, message: 'The range' }],
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
      {
        "containerPort": 8000,
        "hostPort": 8000,
        "containerPortRange": "9000-9090" // video
      }
    ]
  }
]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "hostPort": 0, "containerPortRange": "9000-9090" }] }]`,
  ],
  good: [
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPort": 8000 }, { "containerPortRange": "9000-9090" }] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPort": 8000, "containerPortRange": "" }] }]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPort": 8000, "containerPortRange": "\${range}" }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "media",
    "image": "example.com/media:1",
    "memory": 512,
    "portMappings": [
      {
        "containerPortRange": "9000-9090" // video
      }
    ]
  }
]`,
    `[{ "name": "media", "image": "example.com/media:1", "memory": 512, "portMappings": [{ "containerPortRange": "9000-9090" }] }]`,
  ],
};
