import { type Examples, serviceRule } from '../rule.ts';

/** Source: API reference of LogConfiguration, checked 2026-11-28. */
const FARGATE_DRIVERS = new Set(['awslogs', 'splunk', 'awsfirelens']);

export default serviceRule({
  title: 'A service runs on Fargate with a log driver that Fargate does not support',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cfn-lint E3713; API reference of LogConfiguration', checked: '2026-11-28' },
  concept: 'logs',
  why: 'Fargate supports the log drivers `awslogs`, `splunk` and `awsfirelens`.',
  check(service, report) {
    const { task } = service;
    const at = service.runningOn('FARGATE');
    // If the task definition is for Fargate, its own rules report it; if it is only for other launch types, it is
    // refused as a whole.
    if (!task || !at || task.requires('FARGATE') !== 'unknown') return;
    for (const container of task.containers) {
      const driver = container.object('logConfiguration').string('logDriver');
      if (driver.state !== 'known' || FARGATE_DRIVERS.has(driver.value)) continue;
      report({
        at: driver.node,
        message: `Fargate does not support log driver "${driver.value}": use awslogs, splunk or awsfirelens`,
        related: [{ at, message: 'The service runs on Fargate' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "LogConfiguration": { "LogDriver": "json-file" } }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "FARGATE", "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
    }
  }
}`,
  ],
  good: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "LogConfiguration": { "LogDriver": "json-file" } }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "EC2", "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "LogConfiguration": { "LogDriver": "awsfirelens" } }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "FARGATE", "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
    }
  }
}`,
  ],
};
