import { LOG_OPTIONS, REQUIRED_LOG_OPTIONS, UNDOCUMENTED_AWSLOGS_OPTIONS } from '../../model/log-options.ts';
import { nearest } from '../../schema/nearest.ts';
import { rename } from '../../syntax/edit.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

const REQUIRED: readonly string[] = [...REQUIRED_LOG_OPTIONS.awslogs!, 'awslogs-stream-prefix'];

export default containerRule({
  title: 'awslogs does not have this option',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'the rejection that users report; Amazon ECS API, LogConfiguration', checked: '2026-11-28' },
  concept: 'logs',
  why: 'ECS accepts a fixed list of options with `awslogs` and refuses others, even some that Docker’s driver of the same name knows. Options of a log router, for example `log_key`, belong to `awsfirelens`.',
  rejection: 'Log driver awslogs disallows options: awslogs-endpoint',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const { options } = log;
    for (const property of options.node?.properties ?? []) {
      const name = property.key.value;
      if (
        name === '' ||
        LOG_OPTIONS.awslogs.includes(name) ||
        UNDOCUMENTED_AWSLOGS_OPTIONS.has(name) ||
        hasPlaceholder(name)
      )
        continue;
      const meant = nearest(name, LOG_OPTIONS.awslogs)[0];
      const isFree = meant !== undefined && !options.has(meant);
      report({
        at: property.key,
        message: `awslogs has no option "${name}". ${meant ? `Did you mean "${meant}"?` : 'Remove it'}`,
        fixes: [
          ...(isFree ? [{ title: `Rename to "${meant}"`, edits: [rename(property, meant)], obvious: true }] : []),
          // If the required option were missing, removing this one would only lead to the next error.
          ...(isFree && REQUIRED.includes(meant) ? [] : [optionRemoval(options, property)]),
        ],
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
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs",
        "log_key": "log" // the text only
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-datetime-fromat": "%H:%M" } } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "mode": "non-blocking", "max-buffer-size": "25m" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "cloudwatch", "log_key": "log" } } }]`,
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
        "awslogs-stream-prefix": "ecs"
        // the text only
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-datetime-format": "%H:%M" } } }]`,
  ],
};
