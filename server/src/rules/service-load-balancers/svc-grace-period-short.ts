import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A grace period shorter than the start of the container behind the load balancer',
  severity: 'warning',
  source: {
    from: 'API reference of CreateService, healthCheckGracePeriodSeconds, and of HealthCheck, startPeriod',
    checked: '2026-11-28',
  },
  concept: 'health-check',
  why: 'For the grace period ECS overlooks what the load balancer says of a new task. A container that may take longer to start, as its own `startPeriod` says, is stopped before it is ready, and the next one too.',
  check(service, report) {
    const { task } = service;
    const grace = service.number('healthCheckGracePeriodSeconds');
    if (!task || grace.state !== 'known') return;
    for (const balancer of service.list('loadBalancers')) {
      const name = balancer.string('containerName');
      const [container, ...twins] = name.state === 'known' ? task.containersNamed(name.value) : [];
      const start = container?.object('healthCheck').number('startPeriod');
      if (twins.length > 0 || start?.state !== 'known' || start.value <= grace.value) continue;
      report({
        at: grace.node,
        message: `Container "${name.value}" may take ${start.value} seconds to start: give it as long here`,
        fixes: [{ title: `Set to ${start.value}`, edits: [replace(grace.node, start.value)] }],
        related: [{ at: start.node, message: 'The start period' }],
      });
      return;
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
          {
            "Name": "web",
            "Image": "nginx:1.27",
            "Memory": 128,
            "PortMappings": [{ "ContainerPort": 80 }],
            "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "StartPeriod": 120 }
          }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 30, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "Group" }, "ContainerName": "web", "ContainerPort": 80 }] }
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
          {
            "Name": "web",
            "Image": "nginx:1.27",
            "Memory": 128,
            "PortMappings": [{ "ContainerPort": 80 }],
            "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "StartPeriod": 120 }
          }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 120, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "Group" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          {
            "Name": "web",
            "Image": "nginx:1.27",
            "Memory": 128,
            "PortMappings": [{ "ContainerPort": 80 }],
            "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "StartPeriod": 120 }
          }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": { "Ref": "Grace" }, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "Group" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [
          {
            "Name": "web",
            "Image": "nginx:1.27",
            "Memory": 128,
            "PortMappings": [{ "ContainerPort": 80 }],
            "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "StartPeriod": 120 }
          }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 30, "LoadBalancers": [] }
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
          {
            "Name": "web",
            "Image": "nginx:1.27",
            "Memory": 128,
            "PortMappings": [{ "ContainerPort": 80 }],
            "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "StartPeriod": 120 }
          }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 120, "LoadBalancers": [{ "TargetGroupArn": { "Ref": "Group" }, "ContainerName": "web", "ContainerPort": 80 }] }
    }
  }
}`,
  ],
};
