import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The number of tasks of a service is fixed',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS developer guide, "Automatically scale your Amazon ECS service"', checked: '2026-11-28' },
  concept: 'auto-scaling',
  why: 'With a fixed number of tasks, a service is sometimes too small and sometimes too large. A target of Application Auto Scaling (`AWS::ApplicationAutoScaling::ScalableTarget`, `aws_appautoscaling_target`) lets Application Auto Scaling adjust it to the load.',
  check(service, report) {
    const count = service.number('desiredCount');
    const { part } = service;
    // What the documents at hand do not have may still be elsewhere, so this can be no more than a hint.
    if (part.scaling?.scaled !== 'no' || count.state !== 'known' || count.value === 0 || service.isDaemon) return;
    const target = part.dialect.id === 'terraform' ? 'an aws_appautoscaling_target' : 'a ScalableTarget';
    report({
      at: count.property!.key,
      message: `The number of tasks does not follow the load: consider ${target} for this service`,
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } }
  }
}`,
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } },
    "Worker": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "worker", "DesiredCount": { "Ref": "Count" } } },
    "Scaling": {
      "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
      "Properties": { "ServiceNamespace": "ecs", "ResourceId": { "Fn::Sub": "service/shop/\${Worker.Name}" }, "MinCapacity": 2, "MaxCapacity": 6 }
    }
  }
}`,
  ],
  good: [
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } },
    "Scaling": {
      "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
      "Properties": { "ServiceNamespace": "ecs", "ResourceId": { "Fn::Sub": "service/shop/\${Service.Name}" }, "MinCapacity": 2, "MaxCapacity": 6 }
    }
  }
}`,
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } },
    "Scaling": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": { "ResourceId": { "Ref": "Resource" } } }
  }
}`,
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": { "Ref": "Count" } } }
  }
}`,
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2 }`,
  ],
};
