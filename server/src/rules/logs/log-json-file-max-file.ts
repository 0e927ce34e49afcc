import { cut } from '../../model/wording.ts';
import { isWholeNumber, logOf, rangeFixes } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'max-file is less than 1',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'aws-cdk-lib aws-ecs log-drivers; moby daemon/logger/jsonfilelog', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Docker keeps this many log files of the container and deletes the oldest. It does not start a container that keeps none.',
  check(container, report) {
    const log = logOf(container, 'json-file');
    if (!log) return;
    const option = log.options.string('max-file');
    if (option.state !== 'known' || isWholeNumber(option.value, 1, Infinity)) return;
    report({
      at: option.node,
      message: `"max-file" takes a whole number of 1 or more, not "${cut(option.value, 30)}"`,
      fixes: rangeFixes(log, option.property!, 1, Infinity),
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
        "max-file": "0" // to be tried
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-file": "3" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-file": "\${value}" } } }]`,
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
        "max-file": "1" // to be tried
      }
    }
  }
]`,
  ],
};
