import { isKnown } from '../../model/field.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'ECS Exec is enabled, but all root file systems are read-only',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, "Monitor Amazon ECS containers with ECS Exec", considerations',
    checked: '2026-11-28',
  },
  concept: 'ecs-exec',
  why: 'The agent of ECS Exec writes to the root file system of the container. If `readonlyRootFilesystem` prevents that, no session starts.',
  check(service, report) {
    const { task } = service;
    const exec = service.boolean('enableExecuteCommand');
    if (!task || !isKnown(exec, true) || task.containers.open || task.containers.length === 0) return;
    const fixed = task.containers.items.map((container) => container.boolean('readonlyRootFilesystem'));
    // A session can still begin in a container that may write.
    if (!fixed.every((one) => isKnown(one, true))) return;
    report({
      at: exec.property!.key,
      message: 'ECS Exec needs a writable root file system, but no container has one: allow it in one, or disable Exec',
      related: fixed.map((one) => ({ at: one.node!, message: 'Set here' })),
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
        "TaskRoleArn": { "Fn::GetAtt": "Role.Arn" },
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "ReadonlyRootFilesystem": true }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "EnableExecuteCommand": true }
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
        "TaskRoleArn": { "Fn::GetAtt": "Role.Arn" },
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "ReadonlyRootFilesystem": false }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "EnableExecuteCommand": true }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "TaskRoleArn": { "Fn::GetAtt": "Role.Arn" },
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "ReadonlyRootFilesystem": true }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "EnableExecuteCommand": false }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "TaskRoleArn": { "Fn::GetAtt": "Role.Arn" },
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128 },
          { "Name": "proxy", "Image": "envoyproxy/envoy:v1.31", "Memory": 128, "ReadonlyRootFilesystem": true }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "EnableExecuteCommand": true }
    }
  }
}`,
  ],
};
