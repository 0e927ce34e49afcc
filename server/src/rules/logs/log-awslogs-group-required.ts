import { addAwslogsOptions, lacksOption, logOf, missingAwslogsOption } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'awslogs needs the option "awslogs-group"',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-awslogs-missing-group; cfn-lint E3046', checked: '2026-11-24' },
  concept: 'logs',
  cause: missingAwslogsOption('"awslogs-group"'),
  why: 'CloudWatch Logs keeps the lines in a log group. There is no default, so ECS refuses the task definition.',
  rejection: 'Log driver awslogs requires options: awslogs-group',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    if (!lacksOption(log, 'awslogs-group')) return;
    report({
      at: log.driverNode,
      message: 'awslogs needs the option "awslogs-group": add the name of a log group',
      fixes: [addAwslogsOptions(log)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-region": "us-east-1", // with the others
          "awslogs-stream-prefix": "ecs"
        }
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs" } }]`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "\${GROUP}", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } } }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-region": "us-east-1", // with the others
          "awslogs-stream-prefix": "ecs",
          "awslogs-group": "/ecs/web"
        }
      }
    }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/my-service", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } }]`,
  ],
};
