import { replace } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The grace period is shorter than the start of the container',
  severity: 'warning',
  source: {
    from: 'API reference of CreateService, healthCheckGracePeriodSeconds, and of HealthCheck, startPeriod',
    checked: '2026-11-28',
  },
  concept: 'health-check',
  why: 'During the grace period, ECS ignores the load balancer’s health checks of a new task. A container that may take longer to start, according to its own `startPeriod`, is stopped before it is ready, and so is the next one.',
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
        message: `Container "${name.value}" may take ${start.value} seconds to start: allow at least that here`,
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
