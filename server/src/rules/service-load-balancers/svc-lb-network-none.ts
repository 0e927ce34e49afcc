import { isKnown } from '../../model/field.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer is set for tasks without a network',
  // The documentation says so, and nobody has shown how ECS words the refusal.
  severity: 'warning',
  source: { from: 'aws-cdk aws-ecs base-service.ts, CannotLoadBalancer', checked: '2026-11-28' },
  concept: 'network-mode',
  why: 'With network mode `none`, nothing can reach the containers, not even a load balancer or a Cloud Map service.',
  check(service, report) {
    const { task } = service;
    if (!task || !isKnown(task.networkMode, 'none')) return;
    for (const key of ['loadBalancers', 'serviceRegistries'] as const) {
      const { length, property } = service.list(key);
      if (length === 0 || !property) continue;
      report({
        at: property.key,
        message: `Tasks with network mode "none" cannot be reached: use another mode, or remove ${key}`,
        related: [{ at: task.networkMode.node!, message: 'The network mode' }],
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
        "NetworkMode": "none",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web" }] }
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
        "NetworkMode": "none",
        "ContainerDefinitions": [{ "Name": "worker", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "bridge",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
  ],
};
