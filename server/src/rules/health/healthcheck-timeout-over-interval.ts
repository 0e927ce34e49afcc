import { set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

/** The default, in seconds. Source: HealthCheck, checked 2026-11-24. */
const DEFAULT_INTERVAL = 30;
/** The longest timeout and interval, in seconds; larger values are reported as out of range. */
const MAX_TIMEOUT = 60;
const MIN_INTERVAL = 5;

export default containerRule({
  title: 'A health check may take longer than its interval',
  severity: 'info',
  source: { from: 'aws-cdk-lib aws-ecs ShouldBeHealthCheckInterval', checked: '2026-11-24' },
  concept: 'health-check',
  why: 'A check that hangs is ended after `timeout` seconds, and the next one waits for it. If the timeout is longer than the interval, checks run later than `interval` says, and an unhealthy container is noticed late.',
  check(container, report) {
    const health = container.object('healthCheck');
    const timeout = health.number('timeout');
    const interval = health.number('interval');
    if (timeout.state !== 'known' || interval.state === 'deferred') return;
    const seconds = interval.value ?? DEFAULT_INTERVAL;
    if (timeout.value <= seconds || timeout.value > MAX_TIMEOUT || seconds < MIN_INTERVAL) return;
    report({
      at: timeout.node,
      message: `The timeout of ${timeout.value} s is longer than the interval of ${seconds} s: shorten it`,
      fixes: [
        { title: `Set timeout to ${seconds}`, edits: [set(health.node!, 'timeout', seconds)] },
        { title: `Set interval to ${timeout.value}`, edits: [set(health.node!, 'interval', timeout.value)] },
      ],
      ...(interval.state === 'known' ? { related: [{ at: interval.node, message: 'The interval' }] } : {}),
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
    "healthCheck": {
      "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
      "interval": 5,
      "timeout": 10 // it is slow
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "timeout": 45 } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "interval": 10, "timeout": 10 } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "interval": \${interval}, "timeout": 40 } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "timeout": 30 } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "healthCheck": {
      "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
      "interval": 5,
      "timeout": 5 // it is slow
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "timeout": 30 } }]`,
  ],
};
