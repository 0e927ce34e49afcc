import { LOG_OPTION_VALUES } from '../../model/log-options.ts';
import { cut } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { logOf } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

const MODES = LOG_OPTION_VALUES.mode!;

export default containerRule({
  title: 'The log mode is neither "non-blocking" nor "blocking"',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'Amazon ECS API, LogConfiguration; moby daemon/logger', checked: '2026-11-24' },
  concept: 'logs',
  why: 'The mode says what happens when log lines cannot be sent: `non-blocking` keeps them in a buffer, `blocking` makes the app wait. With any other value the container does not start.',
  check(container, report) {
    const log = logOf(container);
    if (!log) return;
    const { driver, options } = log;
    const mode = options.string('mode');
    // With a log router, "mode" may be an option for its output.
    if (driver === 'awsfirelens' || mode.state !== 'known' || MODES.includes(mode.value)) return;
    const hasBuffer = options.string('max-buffer-size').state !== 'absent';
    const meant = hasBuffer ? ['non-blocking'] : nearest(mode.value, MODES);
    report({
      at: mode.node,
      message: `The log mode has to be "non-blocking" or "blocking", not "${cut(mode.value, 30)}"`,
      fixes: (meant.length > 0 ? meant : MODES).map((value) => ({
        title: `Write "${value}"`,
        edits: [replace(mode.node, value)],
        obvious: meant.length === 1,
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
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs",
        "mode": "nonblocking" // no waiting
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "mode": "non-blocking" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "mode": "\${MODE}" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "tcp", "mode": "fast" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "app",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs",
        "mode": "non-blocking" // no waiting
      }
    }
  }
]`,
  ],
};
