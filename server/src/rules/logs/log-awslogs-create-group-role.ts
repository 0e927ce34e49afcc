import { logOf, optionRemoval } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'awslogs-create-group needs an extra permission',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS API, LogConfiguration', checked: '2026-11-24' },
  concept: 'execution-role',
  why: 'To create the log group, the execution role (on an instance without one, the instance’s role) needs `logs:CreateLogGroup`. AWS’s managed policy for execution roles, `AmazonECSTaskExecutionRolePolicy`, does not grant it.',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const { options } = log;
    const create = options.string('awslogs-create-group');
    if (create.state !== 'known' || !/^(true|t|yes|y|on|1)$/i.test(create.value)) return;
    report({
      at: create.node,
      message: 'Creating the log group takes logs:CreateLogGroup: grant it to the execution role',
      fixes: [optionRemoval(options, create.property!)],
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
        "awslogs-region": "eu-west-1", // Ireland
        "awslogs-stream-prefix": "ecs",
        "awslogs-create-group": "true"
      }
    }
  }
]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "\${create}" } } }]`,
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
        "awslogs-region": "eu-west-1", // Ireland
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
  ],
};
