import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { certainlyMaps, isMapped, portsOf } from '../parts/service-ports.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A load balancer of the service names a container that the task definition does not have',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'cdk-preflight pf-ecs-svc-lb-container-name-missing; kayac/ecspresso verify.go',
    checked: '2026-11-28',
  },
  concept: 'load-balancer',
  why: 'The load balancer sends its traffic to one container of the task, by its name in the task definition. Capitals count.',
  rejection: 'The container … does not exist in the task definition.',
  check(service, report) {
    const { task } = service;
    if (!task?.containerNamesKnown) return;
    for (const balancer of service.list('loadBalancers')) {
      const name = balancer.string('containerName');
      if (name.state !== 'known' || task.containersNamed(name.value).length > 0) continue;
      const port = balancer.number('containerPort');
      const fitting = task.containers.items.filter(
        (container) => port.state !== 'known' || isMapped(container, port.value) !== 'no',
      );
      const names = fitting.map((container) => container.name.value!);
      const meant = nearest(name.value, names);
      const sure = fitting.filter((container) => port.state === 'known' && certainlyMaps(container, port.value));
      const offered = meant.length > 0 ? meant : sure.length > 0 ? sure.map((one) => one.name.value!) : names;
      const fixes = offered.map((other) => ({ title: `Write "${other}"`, edits: [replace(name.node, other)] }));
      // Where no container has the port, the port is wrong as well.
      const others = fitting.length > 0 || port.state !== 'known' ? [] : task.containers.items;
      for (const container of others) {
        const [first] = portsOf(container);
        if (first === undefined) continue;
        fixes.push({
          title: `Write "${container.name.value}" and port ${first}`,
          edits: [replace(name.node, container.name.value!), replace(port.node!, first)],
        });
      }
      report({
        at: name.node,
        message: `The task definition has no container "${name.value}". ${offered[0] ? `Did you mean "${offered[0]}"?` : 'Name one that it has'}`,
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
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "wbe", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] },
          { "Name": "proxy", "Image": "envoyproxy/envoy:v1.31", "Memory": 128, "PortMappings": [{ "ContainerPort": 8080 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "frontend", "ContainerPort": 8080 }] }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "app", "ContainerPort": 3000 }] }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": { "Ref": "Name" }, "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web", "ContainerPort": 80 }] }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          { "Name": "web", "Image": "nginx:1.27", "Memory": 128, "PortMappings": [{ "ContainerPort": 80 }] },
          { "Name": "proxy", "Image": "envoyproxy/envoy:v1.31", "Memory": 128, "PortMappings": [{ "ContainerPort": 8080 }] }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "proxy", "ContainerPort": 8080 }] }
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "TargetGroup" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
  ],
};
