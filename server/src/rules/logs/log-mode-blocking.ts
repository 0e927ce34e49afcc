import { logOf, setOptions } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The app blocks while its logs cannot be sent',
  severity: 'info',
  source: {
    from: 'Amazon ECS API, LogConfiguration; prowler ecs_task_definitions_logging_block_mode',
    checked: '2026-11-24',
  },
  concept: 'logs',
  why: 'With `blocking`, a write to the output waits until the log destination answers, and the app waits with it. Since 25 June 2025 the default of ECS is `non-blocking`; its price is that lines are lost when the buffer is full.',
  check(container, report) {
    const log = logOf(container);
    if (!log) return;
    const mode = log.options.string('mode');
    if (log.driver === 'awsfirelens' || mode.state !== 'known' || mode.value !== 'blocking') return;
    const hasBuffer = log.options.string('max-buffer-size').state !== 'absent';
    report({
      at: mode.node,
      message: 'In mode "blocking" the app waits while its logs cannot be sent: prefer "non-blocking"',
      fixes: [
        {
          title: hasBuffer ? 'Set mode to "non-blocking"' : 'Set mode to "non-blocking" with a buffer of 25 MB',
          edits: setOptions(log, { mode: 'non-blocking', ...(hasBuffer ? {} : { 'max-buffer-size': '25m' }) }),
        },
      ],
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
        "mode": "blocking" // lose nothing
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m", "mode": "non-blocking" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } } }]`,
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
        "mode": "non-blocking", // lose nothing
        "max-buffer-size": "25m"
      }
    }
  }
]`,
  ],
};
