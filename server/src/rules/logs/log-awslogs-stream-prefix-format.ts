import { replace } from '../../syntax/edit.ts';
import { logOf, optionRemoval, unlessNoneStarts } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'The stream prefix contains a colon or an asterisk',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon CloudWatch Logs API reference, CreateLogStream: the pattern of logStreamName is [^:*]*; moby/moby issue 45999',
    checked: '2026-11-28',
  },
  concept: 'logs',
  why: 'The name of a log stream begins with the prefix, and CloudWatch Logs allows neither `:` nor `*` in a name. So no stream is created: on Fargate, and in mode `blocking`, the container does not start; elsewhere its logs are lost.',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const prefix = log.options.string('awslogs-stream-prefix');
    if (prefix.state !== 'known' || !/[:*]/.test(prefix.value)) return;
    const plain = prefix.value.replaceAll(/[:*]+/g, '-').replaceAll(/^-|-$/g, '');
    report({
      at: prefix.node,
      ...unlessNoneStarts(log),
      message: 'CloudWatch Logs does not allow ":" or "*" in the name of a stream: use "/" or "-"',
      fixes:
        plain === ''
          ? [optionRemoval(log.options, prefix.property!)]
          : [{ title: `Write "${plain}"`, edits: [replace(prefix.node, plain)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1", // the office
        "awslogs-stream-prefix": "web:prod"
      }
    }
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web/*" } } }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web:prod" } } }] }`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web/prod_1-a.b c" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "\${prefix:-a}" } } }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "cloudwatch", "awslogs-stream-prefix": "a:b" } } }]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "logConfiguration": {
      "logDriver": "awslogs",
      "options": {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "eu-west-1", // the office
        "awslogs-stream-prefix": "web-prod"
      }
    }
  }
]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web/" } } }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web-prod" } } }] }`,
  ],
};
