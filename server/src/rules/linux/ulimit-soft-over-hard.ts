import { replace } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A soft limit is above its hard limit',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-ulimit-soft-over-hard', checked: '2026-11-24' },
  concept: 'container',
  why: 'The soft limit is what applies; the hard limit is how far a program may raise it. So the soft limit cannot exceed the hard limit.',
  rejection: 'Soft limit exceeds hard limit for ulimit',
  check(container, report) {
    const { task } = container;
    if (task.isWindows === 'yes') return;
    for (const ulimit of container.list('ulimits')) {
      const soft = ulimit.number('softLimit');
      const hard = ulimit.number('hardLimit');
      if (soft.state !== 'known' || hard.state !== 'known' || soft.value <= hard.value) continue;
      // For Docker, -1 means no limit.
      if (hard.value < 0) continue;
      report({
        at: soft.node,
        message: `The soft limit ${soft.value} is above the hard limit ${hard.value}: lower it or raise the hard limit`,
        fixes: [
          { title: 'Swap the two limits', edits: [replace(soft.node, hard.value), replace(hard.node, soft.value)] },
          { title: `Set hardLimit to ${soft.value}`, edits: [replace(hard.node, soft.value)] },
          { title: `Set softLimit to ${hard.value}`, edits: [replace(soft.node, hard.value)] },
        ],
        related: [{ at: hard.node, message: 'The hard limit' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "ulimits": [
      { "name": "nofile", "softLimit": 4096, "hardLimit": 1024 } // sockets
    ]
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 4096, "hardLimit": 4096 }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "memlock", "softLimit": 4096, "hardLimit": -1 }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 4096, "hardLimit": \${limit} }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "ulimits": [
      { "name": "nofile", "softLimit": 1024, "hardLimit": 4096 } // sockets
    ]
  }
]`,
  ],
};
