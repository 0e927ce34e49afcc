import { isKnown } from '../../model/field.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Service Connect does not work with network mode host or none',
  // The documentation says so, and nobody has shown how ECS words the refusal.
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, "Service Connect"; aws-cdk, ServiceConnectRelatedPort',
    checked: '2026-11-28',
  },
  concept: 'service-connect',
  why: 'Service Connect puts a proxy in front of the ports of the task. That works only with `awsvpc` and `bridge`.',
  check(service, report) {
    const { task } = service;
    const enabled = service.object('serviceConnectConfiguration').boolean('enabled');
    if (!task || !isKnown(enabled, true)) return;
    const mode = task.networkMode;
    if (mode.state !== 'known' || (mode.value !== 'host' && mode.value !== 'none')) return;
    report({
      at: service.object('serviceConnectConfiguration').property!.key,
      message: `Service Connect does not work with network mode "${mode.value}": use "awsvpc" or "bridge"`,
      related: [{ at: mode.node, message: 'The network mode' }],
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
        "NetworkMode": "host",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop" } }
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
        "NetworkMode": "bridge",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop" } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "host",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": false } }
    }
  }
}`,
  ],
};
