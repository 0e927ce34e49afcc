import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { replace, set } from '../../syntax/edit.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { deploymentOf, shiftsTraffic } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A deployment waits for a second instance with a free port',
  severity: 'info',
  source: {
    from: 'Amazon ECS developer guide, "Service event messages", closest container instance is already using a port',
    checked: '2026-11-28',
  },
  concept: 'rolling-deployment',
  why: 'A fixed host port can be used once on each instance. With a `minimumHealthyPercent` of 100, the default, ECS starts the new task before it stops the old one, which it can only do on another instance. Without one, the service reports that the closest container instance "is already using a port required by your task".',
  check(service, report) {
    const { task } = service;
    if (!task || !isKnown(service.number('desiredCount'), 1)) return;
    if (service.isDaemon || service.controller !== 'ECS' || shiftsTraffic(service)) return;
    if (service.string('schedulingStrategy').state === 'deferred') return;
    const mode = task.networkMode;
    if (mode.state === 'deferred' || mode.value === 'awsvpc' || mode.value === 'none') return;
    if (service.runsOn('FARGATE') === 'yes' || task.requires('FARGATE') === 'yes') return;
    const deployment = deploymentOf(service);
    const least = deployment.number('minimumHealthyPercent');
    if (least.state === 'deferred' || (least.state === 'known' && least.value < 100)) return;
    const port = task.containers.items.map((one) => fixedPort(one, mode.value === 'host')).find(Boolean);
    if (!port) return;
    const edit =
      least.state === 'known'
        ? replace(least.node, 0)
        : deployment.node
          ? set(deployment.node, 'minimumHealthyPercent', 0)
          : set(service.root, 'deploymentConfiguration', { minimumHealthyPercent: 0 });
    report({
      at: least.node ?? service.member('desiredCount')!.key,
      message: `Host port ${port.value} is in use until the old task stops: set minimumHealthyPercent below 100`,
      fixes: [{ title: 'Set minimumHealthyPercent to 0', edits: [edit] }],
      related: [{ at: port.node, message: 'The port' }],
    });
  },
});

/** A port of the instance that a container always uses. In the network mode `host` that is the container's own. */
function fixedPort(container: Container, onHost: boolean): { value: number; node: SyntaxNode } | undefined {
  for (const mapping of container.list('portMappings')) {
    const port = mapping.number(onHost ? 'containerPort' : 'hostPort');
    if (port.state === 'known' && port.value > 0) return { value: port.value, node: port.node };
  }
  return undefined;
}

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "bridge",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1 }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "host",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 8080 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "DeploymentConfiguration": { "MinimumHealthyPercent": 100 } }
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
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 0 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1 }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "bridge",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "DeploymentConfiguration": { "MinimumHealthyPercent": 0 } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "bridge",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "SchedulingStrategy": "DAEMON" }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "awsvpc",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": { "Ref": "Subnets" } } } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "bridge",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": { "Ref": "Count" } }
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
        "NetworkMode": "bridge",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80, "HostPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "DeploymentConfiguration": { "MinimumHealthyPercent": 0 } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": "host",
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 8080 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "DeploymentConfiguration": { "MinimumHealthyPercent": 0 } }
    }
  }
}`,
  ],
};
