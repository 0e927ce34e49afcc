import { isKnown } from '../../model/field.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'ECS Exec is enabled without a task role',
  severity: 'warning',
  source: { from: 'Amazon ECS developer guide, "Task IAM role", ECS Exec permissions', checked: '2026-11-28' },
  concept: 'ecs-exec',
  why: 'ECS Exec opens its channel with the permissions of the task role: `ssmmessages:CreateControlChannel` and three more. Without a task role it has none.',
  check(service, report) {
    const { task } = service;
    const exec = service.boolean('enableExecuteCommand');
    if (!task || task.isBareList || !isKnown(exec, true) || task.string('taskRoleArn').state !== 'absent') return;
    report({
      at: exec.property!.key,
      message: 'ECS Exec needs a task role that may use SSM messages: add taskRoleArn to the task definition',
      related: [{ at: task.label, message: 'The task definition' }],
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
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
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
        "TaskRoleArn": { "Fn::GetAtt": ["Role", "Arn"] },
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
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
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "EnableExecuteCommand": { "Ref": "Debug" } }
    }
  }
}`,
  ],
};
