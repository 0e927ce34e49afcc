import { removeOne } from '../parts/remove-one.ts';
import { isMissing } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A grace period is set, but nothing checks the health of a task',
  severity: 'info',
  source: { from: 'API reference of CreateService, healthCheckGracePeriodSeconds', checked: '2026-11-28' },
  concept: 'health-check',
  why: 'During this time, ECS ignores failed health checks of a load balancer, of VPC Lattice or of the containers. Without any of those, the grace period has no effect.',
  check(service, report) {
    const grace = service.number('healthCheckGracePeriodSeconds');
    const { task } = service;
    if (grace.state !== 'known' || grace.value === 0 || !task || task.containers.open) return;
    if (!isMissing(service, service.list('loadBalancers'))) return;
    if (service.list('vpcLatticeConfigurations').presence !== 'absent') return;
    if (task.containers.items.some((container) => container.object('healthCheck').presence !== 'absent')) return;
    report({
      at: grace.property!.key,
      message: 'Nothing checks the health of these tasks, so this has no effect: remove it, or add a check',
      tag: 'unnecessary',
      fixes: removeOne(service.document, grace.property!, { preferred: true }),
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
        "ContainerDefinitions": [{ "Name": "worker", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 60, "DesiredCount": 1 }
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
          { "Name": "worker", "Image": "nginx:1.27", "Memory": 128, "HealthCheck": { "Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] } }
        ]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "HealthCheckGracePeriodSeconds": 60 }
    }
  }
}`,
    `{ "serviceName": "web", "taskDefinition": "web", "healthCheckGracePeriodSeconds": 60 }`,
  ],
  fixed: [
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [{ "Name": "worker", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1 }
    }
  }
}`,
  ],
};
