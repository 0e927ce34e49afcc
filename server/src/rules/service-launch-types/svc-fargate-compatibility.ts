import type { Fix } from '../../findings/report.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service runs on Fargate, but its task definition is not for Fargate',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cfn-lint E3054; aws-cdk, SuppliedTaskDefinitionConfiguredCompatibility', checked: '2026-11-28' },
  concept: 'launch-type',
  why: 'ECS starts a task on Fargate only if `requiresCompatibilities` of its task definition names `FARGATE`, so that ECS has checked it for Fargate at registration.',
  check(service, report) {
    const { task } = service;
    const at = service.runningOn('FARGATE');
    if (!task || !at || task.requires('FARGATE') !== 'no') return;
    const list = task.strings('requiresCompatibilities');
    const written = service.string('launchType');
    const isPlain = service.member('platformVersion') === undefined && !service.has('networkConfiguration');
    const fixes: Fix[] =
      written.state === 'known' && isPlain && task.requires('EC2') === 'yes'
        ? [{ title: 'Set launchType to "EC2"', edits: [replace(written.node, 'EC2')] }]
        : [];
    report({
      at,
      message: 'The task definition is not for Fargate: add "FARGATE" to its requiresCompatibilities',
      fixes,
      related: [{ at: list.property?.key ?? task.label, message: 'The launch types of the task definition' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "RequiresCompatibilities": ["EC2"],
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "FARGATE" }
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
        "RequiresCompatibilities": ["EC2", "FARGATE"],
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27" }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "FARGATE", "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "RequiresCompatibilities": ["EC2"],
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": { "Ref": "LaunchType" } }
    }
  }
}`,
  ],
  fixed: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "RequiresCompatibilities": ["EC2"],
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LaunchType": "EC2" }
    }
  }
}`,
  ],
};
