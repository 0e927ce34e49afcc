import type { Fix } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import { declarationsKnown } from '../../model/references.ts';
import { nearest } from '../../schema/nearest.ts';
import { replace, set } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Service Connect names a port that the task definition does not have',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-svc-connect-port-name-missing', checked: '2026-11-28' },
  concept: 'service-connect',
  why: 'Service Connect finds the port by its name: one of the `portMappings` in the task definition has to have this `name`.',
  rejection: 'portName(…) does not refer to any named PortMapping in the container definitions',
  check(service, report) {
    const { task } = service;
    const connect = service.object('serviceConnectConfiguration');
    if (!task || isKnown(connect.boolean('enabled'), false) || !declarationsKnown(task, 'port')) return;
    // Without a network there are no ports, which another rule says.
    if (isKnown(task.networkMode, 'none')) return;
    const mappings = task.containers.items.flatMap((container) => container.list('portMappings').items);
    const names = mappings.map((mapping) => mapping.string('name'));
    if (names.some(({ state }) => state === 'deferred')) return;
    const known = names.flatMap(({ value }) => value ?? []);
    for (const one of connect.list('services')) {
      const name = one.string('portName');
      if (name.state !== 'known' || known.includes(name.value)) continue;
      const near = nearest(name.value, known);
      const offered = near.length > 0 ? near : known;
      const fixes: Fix[] = offered.map((other) => ({ title: `Write "${other}"`, edits: [replace(name.node, other)] }));
      const [only, ...more] = mappings;
      if (only?.node && more.length === 0 && known.length === 0)
        fixes.push({ title: `Name the port "${name.value}"`, edits: [set(only.node, 'name', name.value)] });
      report({
        at: name.node,
        message: `The task definition has no port named "${name.value}". ${offered[0] ? `Did you mean "${offered[0]}"?` : 'Give one this name'}`,
        fixes,
        related: [{ at: task.label, message: 'The task definition' }],
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "http" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "web", "ClientAliases": [{ "Port": 80 }] }] } }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "web", "ClientAliases": [{ "Port": 80 }] }] } }
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "web" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "web", "ClientAliases": [{ "Port": 80 }] }] } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": { "Ref": "PortName" } }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "web", "ClientAliases": [{ "Port": 80 }] }] } }
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "Name": "http" }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "http", "ClientAliases": [{ "Port": 80 }] }] } }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "ServiceConnectConfiguration": { "Enabled": true, "Namespace": "shop", "Services": [{ "PortName": "web", "ClientAliases": [{ "Port": 80 }] }] } }
    }
  }
}`,
  ],
};
