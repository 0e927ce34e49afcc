import { isKnown } from '../../model/field.ts';
import { logOf, optionRemoval, setOptions } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'max-buffer-size needs mode "non-blocking"',
  severity: 'warning',
  source: { from: 'Amazon ECS API, LogConfiguration; moby daemon/logger', checked: '2026-11-24' },
  concept: 'logs',
  why: 'In mode `blocking` there is no buffer. Docker does not start a container with both.',
  check(container, report) {
    const log = logOf(container);
    if (!log) return;
    const mode = log.options.string('mode');
    const size = log.options.string('max-buffer-size');
    if (log.driver === 'awsfirelens' || size.state !== 'known' || mode.state !== 'known' || !isKnown(mode, 'blocking'))
      return;
    report({
      at: size.property!.key,
      message: 'Mode "blocking" has no buffer: remove "max-buffer-size", or set the mode to "non-blocking"',
      fixes: [
        { title: 'Set mode to "non-blocking"', edits: setOptions(log, { mode: 'non-blocking' }) },
        optionRemoval(log.options, size.property!),
      ],
      related: [{ at: mode.node, message: 'The mode' }],
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
        "mode": "blocking", // lose nothing
        "max-buffer-size": "25m"
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "mode": "non-blocking", "max-buffer-size": "25m" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "max-buffer-size": "25m" } } }]`,
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
        "mode": "non-blocking", // lose nothing
        "max-buffer-size": "25m"
      }
    }
  }
]`,
  ],
};
