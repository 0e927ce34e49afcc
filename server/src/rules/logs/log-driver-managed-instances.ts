import { FARGATE_LOG_DRIVERS, MANAGED_INSTANCES_LOG_DRIVERS } from '../../model/log-options.ts';
import { logOf, switchToAwslogs } from '../parts/log-configuration.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Managed Instances do not support this log driver',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'Amazon ECS API, LogConfiguration', checked: '2026-11-24' },
  concept: 'managed-instances',
  why: 'AWS runs the host of Managed Instances and offers the log drivers `awslogs`, `splunk`, `awsfirelens` and `json-file` there.',
  check(container, report) {
    const { task } = container;
    const managed = task.compatibility('MANAGED_INSTANCES');
    if (!managed) return;
    const isFargate = task.requires('FARGATE') === 'yes';
    const log = logOf(container);
    if (!log) return;
    if (MANAGED_INSTANCES_LOG_DRIVERS.includes(log.driver)) return;
    // log-driver-fargate already reports it.
    if (isFargate && !FARGATE_LOG_DRIVERS.includes(log.driver)) return;
    report({
      at: log.driverNode,
      message: `Managed Instances do not support "${log.driver}": use awslogs, splunk, awsfirelens or json-file`,
      fixes: [{ title: 'Use awslogs', edits: switchToAwslogs(log) }],
      related: [{ at: managed, message: 'This asks for Managed Instances' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": { "logDriver": "syslog" } // to the host
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file", "options": { "max-size": "10m" } } }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "syslog" } }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "REGION", "awslogs-stream-prefix": "ecs" } } // to the host
    }
  ]
}`,
  ],
};
