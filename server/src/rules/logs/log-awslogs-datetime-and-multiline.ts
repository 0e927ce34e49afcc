import { remove } from '../../syntax/edit.ts';
import { logOf } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'awslogs-datetime-format and awslogs-multiline-pattern are mutually exclusive',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'Amazon ECS API, LogConfiguration; moby daemon/logger/awslogs', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Both say where a multi-line message begins, one by its date, the other by a pattern. The driver does not start with both.',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const { options } = log;
    const date = options.member('awslogs-datetime-format');
    const pattern = options.member('awslogs-multiline-pattern');
    if (!date || !pattern || !options.text(date.key.value)?.value || !options.text(pattern.key.value)?.value) return;
    report({
      at: pattern.key,
      message: 'Keep one of "awslogs-datetime-format" and "awslogs-multiline-pattern"',
      fixes: [pattern, date].map((property) => ({
        title: `Remove "${property.key.value}"`,
        edits: [remove(property)],
      })),
      related: [{ at: date.key, message: 'The other option' }],
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
        "awslogs-datetime-format": "%Y-%m-%d", // every line has a date
        "awslogs-multiline-pattern": "^INFO"
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-multiline-pattern": "^INFO" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-multiline-pattern": "^INFO", "awslogs-datetime-format": "" } } }]`,
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
        "awslogs-datetime-format": "%Y-%m-%d" // every line has a date
      }
    }
  }
]`,
  ],
};
