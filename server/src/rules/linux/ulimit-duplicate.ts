import type { Ulimit } from '@aws-sdk/client-ecs';
import type { View } from '../../model/view.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A ulimit is set twice',
  severity: 'warning',
  source: { from: 'Open Container Initiative runtime specification, rlimits', checked: '2026-11-24' },
  concept: 'container',
  why: 'Each limit can have only one value in a container. The specification that container runtimes follow treats a second entry as an error, so it is uncertain which of the two applies, or whether the container starts at all.',
  check(container, report) {
    const { task } = container;
    if (task.isWindows === 'yes') return;
    const ulimits = container.list('ulimits');
    if (ulimits.open) return;
    const first = new Map<string, View<Ulimit>>();
    for (const ulimit of ulimits) {
      const name = ulimit.string('name');
      if (name.state !== 'known') continue;
      const earlier = first.get(name.value);
      if (!earlier) {
        first.set(name.value, ulimit);
        continue;
      }
      report({
        at: name.node,
        message: `"${name.value}" already has a limit in this container: keep one of the two`,
        fixes: [
          ...removeWhole(task.document, earlier.node!, 'Remove the earlier limit').map((fix) => ({
            ...fix,
            preferred: isSame(ulimit, earlier),
          })),
          ...removeWhole(task.document, ulimit.node!, 'Remove this limit'),
        ],
        related: [{ at: earlier.string('name').node!, message: `The first limit for "${name.value}"` }],
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
      { "name": "nofile", "softLimit": 1024, "hardLimit": 4096 },
      { "name": "nofile", "softLimit": 65535, "hardLimit": 65535 } // sockets
    ]
  }
]`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }, { "name": "nproc", "softLimit": 1024, "hardLimit": 4096 }] }]`,
    `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }] },
  { "name": "api", "image": "node:22", "memory": 128, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }] }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "ulimits": [{ "name": "\${name}", "softLimit": 1, "hardLimit": 1 }, { "name": "\${name}", "softLimit": 2, "hardLimit": 2 }] }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "ulimits": [
      { "name": "nofile", "softLimit": 65535, "hardLimit": 65535 } // sockets
    ]
  }
]`,
  ],
};

function isSame(a: View<Ulimit>, b: View<Ulimit>): boolean {
  return (['softLimit', 'hardLimit'] as const).every((key) => {
    const value = a.number(key).value;
    return value !== undefined && value === b.number(key).value;
  });
}
