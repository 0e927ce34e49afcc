import { LOG_OPTION_VALUES } from '../../model/log-options.ts';
import { cut } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { logOf } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

const FORMATS = LOG_OPTION_VALUES['splunk-format']!;

export default containerRule({
  title: 'splunk-format is none of "inline", "json" and "raw"',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'aws-cdk-lib aws-ecs SplunkLogFormat; moby daemon/logger/splunk', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The driver writes lines in one of three formats. With any other value the container does not start.',
  check(container, report) {
    const log = logOf(container, 'splunk');
    if (!log) return;
    const { options } = log;
    const format = options.string('splunk-format');
    if (format.state !== 'known' || FORMATS.includes(format.value)) return;
    const meant = nearest(format.value, FORMATS);
    report({
      at: format.node,
      message: `"splunk-format" has to be "inline", "json" or "raw", not "${cut(format.value, 30)}"`,
      fixes: (meant.length > 0 ? meant : FORMATS).map((value) => ({
        title: `Write "${value}"`,
        edits: [replace(format.node, value)],
      })),
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
      "logDriver": "splunk",
      "options": {
        "splunk-url": "https://splunk.example.com:8088",
        "splunk-token": "\${token}",
        "splunk-format": "text" // one line each
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com:8088", "splunk-token": "\${token}", "splunk-format": "raw" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com:8088", "splunk-token": "\${token}", "splunk-format": "\${format}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "splunk",
      "options": {
        "splunk-url": "https://splunk.example.com:8088",
        "splunk-token": "\${token}",
        "splunk-format": "inline" // one line each
      }
    }
  }
]`,
  ],
};
