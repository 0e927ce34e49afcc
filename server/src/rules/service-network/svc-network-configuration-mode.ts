import { remove } from '../../syntax/edit.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'Subnets are set for tasks that have no network interface',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cdk-preflight pf-ecs-service-network-config-mode', checked: '2026-11-28' },
  concept: 'network-mode',
  why: 'Only tasks with network mode `awsvpc` get their own network interface. All others use the network of their instance, with its subnet and security groups.',
  rejection: 'Network Configuration is not valid for the given networkMode of this task definition.',
  check(service, report) {
    const { task } = service;
    const network = service.object('networkConfiguration');
    if (!task || network.presence !== 'known' || network.object('awsvpcConfiguration').presence !== 'known') return;
    const mode = task.networkMode;
    if (mode.state === 'deferred' || mode.value === 'awsvpc') return;
    // On Fargate, the network mode is what is wrong.
    if (service.runsOn('FARGATE') === 'yes') return;
    const written = mode.value ? `"${mode.value}"` : 'left out';
    report({
      at: network.property!.key,
      message: `The network mode of the task definition is ${written}: set it to "awsvpc", or remove this`,
      fixes: [{ title: 'Remove "networkConfiguration"', edits: [remove(network.property!)] }],
      related: [{ at: mode.node ?? task.label, message: 'The task definition' }],
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
        "NetworkMode": "bridge",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } }, "DesiredCount": 1 }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } }, "DesiredCount": 1 }
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
        "NetworkMode": "awsvpc",
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
    }
  }
}`,
    `{
  "Resources": {
    "Task": {
      "Type": "AWS::ECS::TaskDefinition",
      "Properties": {
        "NetworkMode": { "Ref": "Mode" },
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
      }
    },
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123"] } } }
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
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
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
        "ContainerDefinitions": [{ "Name": "web", "Image": "nginx:1.27", "Memory": 128 }]
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
