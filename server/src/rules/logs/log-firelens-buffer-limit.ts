import { FIRELENS_BUFFER_LIMIT } from '../../model/log-options.ts';
import { cut } from '../../model/wording.ts';
import { isWholeNumber, logOf, rangeFixes } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'log-driver-buffer-limit is not from 0 to 536870912',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS developer guide, using FireLens', checked: '2026-11-24' },
  concept: 'firelens',
  why: 'The limit is the number of bytes that can wait in memory for the log router, at most 512 MiB.',
  check(container, report) {
    const log = logOf(container, 'awsfirelens');
    if (!log) return;
    const option = log.options.string('log-driver-buffer-limit');
    if (option.state !== 'known' || isWholeNumber(option.value, 0, FIRELENS_BUFFER_LIMIT)) return;
    report({
      at: option.node,
      message: `"log-driver-buffer-limit" takes a whole number from 0 to ${FIRELENS_BUFFER_LIMIT}, not "${cut(option.value, 30)}"`,
      fixes: rangeFixes(log, option.property!, 0, FIRELENS_BUFFER_LIMIT),
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
      "logDriver": "awsfirelens",
      "options": {
        "Name": "cloudwatch",
        "log-driver-buffer-limit": "999999999" // to be tried
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "cloudwatch", "log-driver-buffer-limit": "2097152" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "cloudwatch", "log-driver-buffer-limit": "\${value}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awsfirelens",
      "options": {
        "Name": "cloudwatch",
        "log-driver-buffer-limit": "536870912" // to be tried
      }
    }
  }
]`,
  ],
};
