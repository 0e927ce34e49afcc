import { FARGATE_LOG_DRIVERS } from '../../model/log-options.ts';
import { logOf, switchToAwslogs } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Fargate does not support this log driver',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-log-driver-unsupported; cfn-lint E3048', checked: '2026-11-24' },
  concept: 'logs',
  why: 'Some log drivers write to the host or need a daemon on it. Fargate has three that do not: `awslogs`, `splunk` and `awsfirelens`.',
  rejection: 'is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]',
  check(container, report) {
    const { task } = container;
    const fargate = task.compatibility('FARGATE');
    if (!fargate) return;
    const log = logOf(container);
    if (!log) return;
    if (FARGATE_LOG_DRIVERS.includes(log.driver)) return;
    report({
      at: log.driverNode,
      message: `Fargate does not support log driver "${log.driver}": use awslogs, splunk or awsfirelens`,
      fixes: [{ title: 'Use awslogs', edits: switchToAwslogs(log) }],
      related: [{ at: fargate, message: 'This asks for Fargate' }],
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
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "json-file", // as on the laptop
        "options": { "max-size": "10m", "mode": "non-blocking" }
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com:8088", "splunk-token": "\${token}" } }
    }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } } }
  ]
}`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } } }]`,
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
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs", // as on the laptop
        "options": { "mode": "non-blocking", "awslogs-group": "/ecs/web", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
};
