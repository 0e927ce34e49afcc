import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A request timeout is set for a TCP port',
  severity: 'warning',
  refusedBy: 'service',
  source: { from: 'API reference of TimeoutConfiguration, perRequestTimeoutSeconds', checked: '2026-11-28' },
  concept: 'service-connect',
  why: 'Without `appProtocol` in the port mapping, Service Connect treats the traffic as plain TCP, which has no requests.',
  check(service, report) {
    const mappings = service.task?.containers.items.flatMap((container) => container.list('portMappings').items) ?? [];
    for (const one of service.object('serviceConnectConfiguration').list('services')) {
      const timeout = one.object('timeout').number('perRequestTimeoutSeconds');
      const name = one.string('portName');
      if (timeout.state !== 'known' || timeout.value === 0 || name.state !== 'known') continue;
      const mapping = mappings.find((candidate) => isKnown(candidate.string('name'), name.value));
      if (!mapping?.node || mapping.string('appProtocol').state !== 'absent') continue;
      report({
        at: timeout.property!.key,
        message: `Port "${name.value}" has no appProtocol, so it is treated as TCP and this has no effect: set it`,
        fixes: [
          { title: 'Set appProtocol of the port to "http"', edits: [set(mapping.node, 'appProtocol', 'http')] },
          removal(timeout.property!),
        ],
        related: [{ at: mapping.string('name').node!, message: 'The port' }],
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "web" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Services": [{ "PortName": "web", "Timeout": { "PerRequestTimeoutSeconds": 5 } }] } }
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "web", "AppProtocol": "http" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Services": [{ "PortName": "web", "Timeout": { "PerRequestTimeoutSeconds": 5 } }] } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "web" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Services": [{ "PortName": "web", "Timeout": { "IdleTimeoutSeconds": 5 } }] } }
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "web", "AppProtocol": "http" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Services": [{ "PortName": "web", "Timeout": { "PerRequestTimeoutSeconds": 5 } }] } }
    }
  }
}`,
  ],
};
