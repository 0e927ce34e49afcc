import { lift } from '../../syntax/edit.ts';
import { originOf } from '../../syntax/projection.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The load balancer of an AppSpec file is in a list',
  severity: 'error',
  refusedBy: 'codedeploy',
  source: {
    from: 'AWS CodeDeploy user guide, "AppSpec file reference", whose sample had a list until it was refused (its pull request 14)',
    checked: '2026-11-28',
  },
  concept: 'blue-green',
  why: '`LoadBalancerInfo` is one object with the container and its port. CodeDeploy cannot read the file if it is a list.',
  rejection: 'The input AppSpec file is a not well-formed yaml. The template cannot be parsed.',
  check(service, report) {
    if (service.part.dialect.id !== 'codedeploy') return;
    const { property } = service.list('loadBalancers');
    const written = property && originOf(property);
    if (written?.kind !== 'property' || written.value?.kind !== 'array') return;
    const [only, ...others] = written.value.items;
    report({
      at: property!.key,
      message: 'This has to be an object, not a list: remove the brackets',
      fixes:
        only && others.length === 0 ? [{ title: 'Take it out of the list', edits: [lift(only, written.value)] }] : [],
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
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": [{ "ContainerName": "web", "ContainerPort": 80 }] }
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
  ],
};
