import { cut } from '../../model/wording.ts';
import { replace } from '../../syntax/edit.ts';
import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

/** A size as Docker reads it: "25m", "25 MB", "1g", "1048576". */
const SIZE = /^\d+(\.\d+)? ?([kmgtp]i?b?|b)?$/i;

export default containerRule({
  title: 'max-buffer-size is not a size',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'Amazon ECS API, LogConfiguration; moby daemon/logger', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The size of the buffer is a number with a unit: `k`, `m` or `g`, as in `25m`. With any other text the container does not start. The default of ECS is 10m.',
  check(container, report) {
    const log = logOf(container);
    if (!log) return;
    const { driver, options } = log;
    const size = options.string('max-buffer-size');
    if (driver === 'awsfirelens' || size.state !== 'known' || SIZE.test(size.value)) return;
    const guess = /^\s*(\d+)\s*([kmg])/i.exec(size.value);
    const meant = guess ? `${guess[1]}${guess[2]!.toLowerCase()}` : '25m';
    report({
      at: size.node,
      message: `"max-buffer-size" takes a number with k, m or g, not "${cut(size.value, 30)}": write "${meant}"`,
      fixes: [
        { title: `Write "${meant}"`, edits: [replace(size.node, meant)] },
        optionRemoval(options, size.property!),
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "json-file",
      "options": {
        "max-size": "10m",
        "max-buffer-size": "25 megabytes" // AWS recommends it
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-buffer-size": "25m" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-buffer-size": "25MB" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-buffer-size": "\${SIZE}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "json-file",
      "options": {
        "max-size": "10m",
        "max-buffer-size": "25m" // AWS recommends it
      }
    }
  }
]`,
  ],
};
