import { addAwslogsOptions, lacksOption, logOf, missingAwslogsOption } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'awslogs needs the option "awslogs-region"',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cfn-lint E3046 and the rejection that users report', checked: '2026-11-24' },
  concept: 'logs',
  cause: missingAwslogsOption('"awslogs-region"'),
  why: 'Logs may go to another region than the task runs in, so ECS does not guess the region and refuses the task definition without it.',
  rejection: 'Log driver awslogs requires options: awslogs-region, awslogs-group',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    if (!lacksOption(log, 'awslogs-region')) return;
    report({
      at: log.driverNode,
      message: 'awslogs needs the option "awslogs-region": add the region of the log group',
      fixes: [addAwslogsOptions(log)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.4",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web", // made by the stack
          "awslogs-stream-prefix": "ecs"
        }
      }
    }
  ]
}`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "<AWS_REGION>", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "\${driver}", "options": {} } }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::111122223333:role/web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.4",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web", // made by the stack
          "awslogs-stream-prefix": "ecs",
          "awslogs-region": "us-east-1"
        }
      }
    }
  ]
}`,
  ],
};
