import { LOG_OPTIONS } from '../../model/log-options.ts';
import { nearest } from '../../schema/nearest.ts';
import { rename } from '../../syntax/edit.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

const OPTIONS = LOG_OPTIONS.fluentd.filter((name) => name.startsWith('fluentd-'));

export default containerRule({
  title: 'An option of fluentd is unknown or negative',
  severity: 'warning',
  source: { from: 'moby daemon/logger/fluentd; aws-cdk-lib aws-ecs FluentdLogDriver', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Docker does not start a container with an option that its driver does not know, or with a negative number of retries or bytes.',
  check(container, report) {
    const log = logOf(container, 'fluentd');
    if (!log) return;
    const { options } = log;
    for (const property of options.node?.properties ?? []) {
      const { key, value } = property;
      if (!key.value.startsWith('fluentd-') || hasPlaceholder(key.value)) continue;
      const removal = optionRemoval(options, property);
      const meant = nearest(key.value, OPTIONS)[0];
      if (!OPTIONS.includes(key.value)) {
        report({
          at: key,
          message: `fluentd has no option "${key.value}". ${meant ? `Did you mean "${meant}"?` : 'Remove it'}`,
          fixes:
            meant && !options.has(meant)
              ? [{ title: `Rename to "${meant}"`, edits: [rename(property, meant)], obvious: true }, removal]
              : [removal],
        });
      } else if (value?.kind === 'string' && /^-\d/.test(value.value)) {
        report({
          at: value,
          message: `"${key.value}" cannot be negative: leave it out for the default`,
          fixes: [removal],
        });
      }
    }
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
      "logDriver": "fluentd",
      "options": {
        "fluentd-adress": "logs.example.com:24224", // the collector
        "tag": "web"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "fluentd", "options": { "tag": "web", "fluentd-max-retries": "-1" } } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "fluentd", "options": { "fluentd-address": "logs.example.com:24224", "tag": "web", "fluentd-max-retries": "0" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "fluentd", "options": { "fluentd-retry-wait": "\${WAIT}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "fluentd",
      "options": {
        "fluentd-address": "logs.example.com:24224", // the collector
        "tag": "web"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "fluentd", "options": { "tag": "web" } } }]`,
  ],
};
