import { logToCloudWatch } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container has no log configuration',
  severity: 'warning',
  source: { from: 'Security Hub control ECS.9; Amazon ECS API, LogConfiguration', checked: '2026-11-24' },
  concept: 'logs',
  why: 'On Fargate, output without a `logConfiguration` is lost, and nothing shows why a task stopped. On an instance it is kept with the container, and deleted with it.',
  check(container, report) {
    const isFargate = container.task.requires('FARGATE') === 'yes';
    if (container.object('logConfiguration').presence !== 'absent') return;
    const isRouter = container.object('firelensConfiguration').presence !== 'absent';
    report({
      at: container.label,
      message: isFargate
        ? `The output of container ${container.title} is lost: add logConfiguration`
        : `The output of container ${container.title} stays on its instance: add logConfiguration`,
      // The output of a log router itself is seldom needed.
      severity: isFargate && !isRouter ? 'warning' : 'info',
      fixes: [{ title: 'Send the output to CloudWatch Logs', edits: logToCloudWatch(container) }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app", // the site
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4"
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": null }]`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": \${log_configuration} }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app", // the site
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "ecs"
        }
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/my-service", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
};
