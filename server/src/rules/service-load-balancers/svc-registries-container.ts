import { checkContainer, checkPort } from '../parts/service-target.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service registry names a container or port that the task definition does not have',
  severity: 'warning',
  source: { from: 'API reference of ServiceRegistry; aws-cdk, CannotDiscoveryContainer', checked: '2026-11-28' },
  concept: 'service-discovery',
  why: 'An SRV record in Cloud Map points to one port of one container, both of which have to be in the task definition.',
  check(service, report) {
    for (const registry of service.list('serviceRegistries')) {
      const target = { name: registry.string('containerName'), port: registry.number('containerPort') };
      checkContainer(service, target, (finding) => report({ ...finding, severity: 'warning' }));
      checkPort(service, target, report, 'warning');
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "ContainerName": "web", "ContainerPort": 8080 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "ContainerName": "wbe", "ContainerPort": 80 }] }
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "Port": 9000 }] }
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceRegistries": [{ "RegistryArn": { "Ref": "Discovery" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
  ],
};
