import { cut } from '../../model/wording.ts';
import { isWholeNumber, logOf, rangeFixes } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

const OPTIONS = ['gelf-tcp-max-reconnect', 'gelf-tcp-reconnect-delay'];

/** The largest number that Docker can read on 32-bit systems, and longer than anyone waits. */
const MOST = 2_147_483_647;

export default containerRule({
  title: 'An option for GELF reconnects is negative or not a number',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'moby daemon/logger/gelf, ValidateLogOpt: "must be a positive integer"', checked: '2026-11-28' },
  concept: 'logs',
  why: 'Attempts and seconds are 0 or more. With a negative number, or a text that is not a number, the container does not start.',
  check(container, report) {
    const log = logOf(container, 'gelf');
    if (!log) return;
    for (const name of OPTIONS) {
      const option = log.options.string(name);
      if (option.state !== 'known' || isWholeNumber(option.value, 0, MOST)) continue;
      report({
        at: option.node,
        message: `"${name}" takes a whole number of 0 or more, not "${cut(option.value, 30)}"`,
        fixes: rangeFixes(log, option.property!, 0, MOST),
      });
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
      "logDriver": "gelf",
      "options": {
        "gelf-address": "tcp://logs.example.com:12201",
        "gelf-tcp-max-reconnect": "-1" // for ever
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "tcp://logs.example.com:12201", "gelf-tcp-reconnect-delay": "5s" } } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "tcp://logs.example.com:12201", "gelf-tcp-max-reconnect": "0", "gelf-tcp-reconnect-delay": "\${delay}" } } }]`,
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
        "gelf-address": "tcp://logs.example.com:12201",
        "gelf-tcp-max-reconnect": "0" // for ever
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "tcp://logs.example.com:12201" } } }]`,
  ],
};
