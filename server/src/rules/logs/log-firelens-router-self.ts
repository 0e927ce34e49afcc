import { logOf, routersOf, switchToAwslogs } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The log router sends its own logs to itself',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, using FireLens (containers with awsfirelens start after the router)',
    checked: '2026-11-24',
  },
  concept: 'firelens',
  why: 'ECS starts the log router before the containers that log through it, so it cannot be one of them. Its own messages, which explain why logs do not arrive, have to go elsewhere.',
  check(task, report) {
    // On Windows the log driver itself is wrong: see log-firelens-windows.
    if (task.isWindows === 'yes') return;
    for (const { container, property } of routersOf(task)) {
      const log = logOf(container);
      if (log?.driver !== 'awsfirelens') continue;
      report({
        at: log.driverNode,
        message: `The log router ${container.title} cannot log through itself: use awslogs`,
        fixes: [{ title: 'Use awslogs', edits: switchToAwslogs(log) }],
        related: [{ at: property.key, message: 'This makes it the log router' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64, // it needs little
    "firelensConfiguration": { "type": "fluentbit" },
    "logConfiguration": { "logDriver": "awsfirelens" }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
  ],
  good: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": { "type": "fluentbit" },
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "router" }
    }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": { "type": "fluentbit" },
    "logConfiguration": { "logDriver": "\${DRIVER}" }
  }
]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64, // it needs little
    "firelensConfiguration": { "type": "fluentbit" },
    "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/my-service", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
  ],
};
