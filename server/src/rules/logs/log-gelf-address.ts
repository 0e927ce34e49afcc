import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { lacksOption, logOf, setOptions } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'gelf-address does not begin with udp:// or tcp://',
  severity: 'warning',
  refusedBy: 'start',
  source: { from: 'aws-cdk-lib aws-ecs GelfLogDriver; moby daemon/logger/gelf', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The driver has no default address. The container does not start without one, unless it is configured for Docker on the instance.',
  check(container, report) {
    const log = logOf(container, 'gelf');
    if (!log) return;
    const address = log.options.string('gelf-address');
    if (lacksOption(log, 'gelf-address')) {
      report({
        at: log.driverNode,
        message: 'gelf needs the option "gelf-address": add where to send the logs',
        fixes: [
          {
            title: 'Add "gelf-address"',
            edits: setOptions(log, { 'gelf-address': new Ask('udp://logs.example.com:12201') }),
          },
        ],
      });
    } else if (address.state === 'known' && !/^(udp|tcp):\/\//i.test(address.value)) {
      const host = address.value.replace(/^[a-z]+:\/\//i, '');
      report({
        at: address.node,
        message: '"gelf-address" has to begin with "udp://" or "tcp://"',
        severity: 'error',
        fixes: ['udp', 'tcp'].map((protocol) => ({
          title: `Write "${protocol}://${host}"`,
          edits: [replace(address.node, `${protocol}://${host}`)],
        })),
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
      "logDriver": "gelf", // Graylog
      "options": { "tag": "web" }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "logs.example.com:12201" } } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "tcp://logs.example.com:12201" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "\${GELF}" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "gelf", // Graylog
      "options": { "tag": "web", "gelf-address": "udp://logs.example.com:12201" }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "gelf", "options": { "gelf-address": "udp://logs.example.com:12201" } } }]`,
  ],
};
