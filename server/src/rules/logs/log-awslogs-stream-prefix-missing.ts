import { addAwslogsOptions, lacksOption, logOf } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Log streams are named after container ids',
  severity: 'info',
  source: { from: 'Amazon ECS API, LogConfiguration', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Without a prefix, a log stream is named after the id that Docker gave the container, which is known only on its instance. With one, the stream says which service, container and task it belongs to, and the ECS console can show it.',
  check(container, report) {
    const { task } = container;
    // On these launch types it is more than a recommendation: see log-awslogs-stream-prefix-fargate.
    if (task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes') return;
    const log = logOf(container, 'awslogs');
    if (!log) return;
    if (!lacksOption(log, 'awslogs-stream-prefix')) return;
    report({
      at: log.driverNode,
      message: 'Add "awslogs-stream-prefix", so that log streams are not named after container ids',
      fixes: [addAwslogsOptions(log)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs", // CloudWatch
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1" }
      }
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": \${log_options} } }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs", // CloudWatch
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
};
