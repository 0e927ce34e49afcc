import { linuxParameters } from '../parts/linux-parameters.ts';
import { removeWhole } from '../parts/remove-whole.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'swappiness has no effect without maxSwap',
  severity: 'warning',
  source: { from: 'SDK LinuxParameters.maxSwap and swappiness', checked: '2026-11-28' },
  concept: 'memory-limit',
  why: '`swappiness` says how readily a container moves memory to the swap space that `maxSwap` gives it. Without `maxSwap`, ECS ignores it; Amazon Linux 2023 does not support it at all.',
  check(container, report) {
    const { task } = container;
    // These launch types refuse swappiness altogether, and have their own rules for it.
    if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    const parameters = linuxParameters(container);
    if (!parameters) return;

    const swappiness = parameters.number('swappiness');
    if (swappiness.state !== 'known' || parameters.number('maxSwap').state !== 'absent') return;
    report({
      at: swappiness.property!.key,
      message: 'swappiness has no effect without maxSwap: remove it, or set maxSwap',
      tag: 'unnecessary',
      fixes: removeWhole(task.document, swappiness.property!, 'Remove "swappiness"').map((fix) => ({
        ...fix,
        preferred: true,
      })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "batch",
    "image": "example.com/batch:1",
    "memory": 1024,
    "linuxParameters": {
      "swappiness": 10,
      "initProcessEnabled": true // reaps children
    }
  }
]`,
    `[{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "swappiness": 60 } }]`,
  ],
  good: [
    `[{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": 512, "swappiness": 10 } }]`,
    `[{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": 0, "swappiness": 0 } }]`,
    `[{ "name": "batch", "image": "example.com/batch:1", "memory": 1024, "linuxParameters": { "maxSwap": \${swap}, "swappiness": 10 } }]`,
  ],
  fixed: [
    `[
  {
    "name": "batch",
    "image": "example.com/batch:1",
    "memory": 1024,
    "linuxParameters": {
      "initProcessEnabled": true // reaps children
    }
  }
]`,
    `[{ "name": "batch", "image": "example.com/batch:1", "memory": 1024 }]`,
  ],
};
