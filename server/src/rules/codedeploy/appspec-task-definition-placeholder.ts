import { TASK_DEFINITION } from '../../model/task-beside.ts';
import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The placeholder for the task definition is misspelt',
  severity: 'warning',
  source: {
    from: 'AWS CodePipeline user guide, reference of the action "Amazon ECS and CodeDeploy blue-green"',
    checked: '2026-11-28',
  },
  concept: 'blue-green',
  why: 'CodePipeline replaces exactly `<TASK_DEFINITION>` with the ARN of the task definition that it has registered. Any other spelling reaches CodeDeploy unchanged.',
  check(service, report) {
    const written = service.part.dialect.id === 'codedeploy' ? service.text('taskDefinition') : undefined;
    if (!written || written.value === TASK_DEFINITION) return;
    const letters = written.value.replaceAll(/[^A-Za-z]/g, '').toUpperCase();
    if (letters !== 'TASKDEFINITION' || !/^\W/.test(written.value)) return;
    report({
      at: written,
      message: `CodePipeline replaces only "${TASK_DEFINITION}": use this spelling`,
      fixes: [{ title: `Write "${TASK_DEFINITION}"`, preferred: true, edits: [replace(written, TASK_DEFINITION)] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TaskDefinition>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<PLACEHOLDER>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
  ],
  fixed: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
  ],
};
