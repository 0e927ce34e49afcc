import { cut } from '../../model/wording.ts';
import { isWholeNumber, logOf, rangeFixes } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'gelf-compression-level is not from -1 to 9',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'aws-cdk-lib aws-ecs log-drivers; moby daemon/logger/gelf', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The compression levels range from 0 (none) to 9 (smallest); -1 is the default. With any other value the container does not start.',
  check(container, report) {
    const log = logOf(container, 'gelf');
    if (!log) return;
    const option = log.options.string('gelf-compression-level');
    if (option.state !== 'known' || isWholeNumber(option.value, -1, 9)) return;
    report({
      at: option.node,
      message: `"gelf-compression-level" takes a whole number from -1 to 9, not "${cut(option.value, 30)}"`,
      fixes: rangeFixes(log, option.property!, -1, 9),
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
      "logDriver": "gelf",
      "options": {
        "gelf-address": "udp://logs.example.com:12201",
        "gelf-compression-level": "12" // to be tried
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "udp://logs.example.com:12201", "gelf-compression-level": "9" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "udp://logs.example.com:12201", "gelf-compression-level": "\${value}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "gelf",
      "options": {
        "gelf-address": "udp://logs.example.com:12201",
        "gelf-compression-level": "9" // to be tried
      }
    }
  }
]`,
  ],
};
