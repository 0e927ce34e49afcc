import { logsOf } from '../parts/log-configuration.ts';
import { addExecutionRole, missingExecutionRole } from '../parts/roles.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'On Fargate, awslogs needs an execution role',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-execution-role-missing-awslogs', checked: '2026-11-24' },
  concept: 'execution-role',
  cause: missingExecutionRole('awslogs'),
  why: 'On Fargate, ECS sends the logs with the execution role. The task role is for the app itself and does not help here.',
  rejection: 'Fargate requires task definition to have execution role ARN to support log driver awslogs.',
  check(task, report) {
    const fargate = task.compatibility('FARGATE');
    if (!fargate || task.string('executionRoleArn').state !== 'absent') return;
    const [first, ...others] = logsOf(task, 'awslogs');
    if (!first) return;
    report({
      at: first.driverNode,
      message: 'awslogs needs an execution role on Fargate: add executionRoleArn to the task definition',
      fixes: [addExecutionRole(task)],
      related: [
        { at: fargate, message: 'This asks for Fargate' },
        ...others.map(({ driverNode }) => ({ at: driverNode, message: 'This needs the role too' })),
      ],
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
  "memory": "512", // MiB
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
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
  "executionRoleArn": "<EXECUTION_ROLE>",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
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
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512", // MiB
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" }
      }
    }
  ]
}`,
  ],
};
