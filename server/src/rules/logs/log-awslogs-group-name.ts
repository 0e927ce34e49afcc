import { replace } from '../../syntax/edit.ts';
import { logOf, unlessNoneStarts } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

/** Source: CreateLogGroup, logGroupName. */
const GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;

export default containerRule({
  title: 'No log group can have this name',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon CloudWatch Logs API, CreateLogGroup; cfn-lint E3046; moby/moby issue 45999',
    checked: '2026-11-28',
  },
  concept: 'logs',
  why: 'The name of a log group has up to 512 letters, digits and the marks `.` `-` `_` `/` `#`. An ARN is not a name. On Fargate, and in mode `blocking`, the container does not start without its log group; elsewhere its logs are lost.',
  check(container, report) {
    const log = logOf(container, 'awslogs');
    if (!log) return;
    const group = log.options.string('awslogs-group');
    if (group.state !== 'known' || GROUP_NAME.test(group.value)) return;
    const name = repaired(group.value);
    const isArn = group.value.startsWith('arn:');
    report({
      at: group.node,
      ...unlessNoneStarts(log),
      message: isArn
        ? '"awslogs-group" takes the name of the log group, not its ARN'
        : "A log group's name has up to 512 letters, digits and . - _ / #",
      fixes: GROUP_NAME.test(name) ? [{ title: `Write "${name}"`, edits: [replace(group.node, name)] }] : [],
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
        "awslogs-group": "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:*", // from the console
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "my group", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "my group", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }] }`,
  ],
  good: [
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web_1.2#blue", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/{{ service name }}", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
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
        "awslogs-group": "/ecs/web", // from the console
        "awslogs-region": "eu-west-1",
        "awslogs-stream-prefix": "ecs"
      }
    }
  }
]`,
    `[{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "my-group", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }]`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "my-group", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }] }`,
  ],
};

function repaired(name: string): string {
  const ofArn = /:log-group:([^:]+)/.exec(name);
  return ofArn ? ofArn[1]! : name.trim().replaceAll(/[^.\-_/#A-Za-z0-9]+/g, '-');
}
