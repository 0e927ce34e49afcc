import { LAUNCH_TYPE_NAMES } from '../../model/launch-types.ts';
import { addAwslogsOptions, lacksOption, logOf, missingAwslogsOption } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'On Fargate, awslogs needs the option "awslogs-stream-prefix"',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-awslogs-fargate-missing-stream-prefix; Amazon ECS API, LogConfiguration',
    checked: '2026-11-24',
  },
  concept: 'logs',
  cause: missingAwslogsOption('"awslogs-stream-prefix"'),
  why: 'A log stream is named after the prefix, the container and the task. On Fargate it can have no other name, so ECS refuses the task definition without a prefix.',
  rejection: 'Fargate requires log configuration options to include awslogs-stream-prefix',
  check(container, report) {
    const { task } = container;
    const launchType = (['FARGATE', 'MANAGED_INSTANCES'] as const).find((type) => task.requires(type) === 'yes');
    const demand = launchType && task.compatibility(launchType);
    if (!demand) return;
    const log = logOf(container, 'awslogs');
    if (!log) return;
    if (!lacksOption(log, 'awslogs-stream-prefix')) return;
    report({
      at: log.driverNode,
      message: `awslogs needs the option "awslogs-stream-prefix" on ${LAUNCH_TYPE_NAMES[launchType]}: add it`,
      // No rejection is known for Managed Instances.
      severity: launchType === 'FARGATE' ? 'error' : 'warning',
      fixes: [addAwslogsOptions(log)],
      related: [{ at: demand, message: `This asks for ${LAUNCH_TYPE_NAMES[launchType]}` }],
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
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1" // Ireland
        }
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
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "{{ service }}" }
      }
    }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1" } }
    }
  ]
}`,
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
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/web",
          "awslogs-region": "eu-west-1", // Ireland
          "awslogs-stream-prefix": "ecs"
        }
      }
    }
  ]
}`,
  ],
};
