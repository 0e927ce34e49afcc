import { set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { hasAwsvpc } from '../parts/service-state.ts';
import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service with awsvpc has no subnets',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'cfn-lint E3052; kayac/ecspresso verify.go', checked: '2026-11-28' },
  concept: 'awsvpc',
  why: 'With `awsvpc`, so always on Fargate, each task gets a network interface. `networkConfiguration` names its subnets and security groups.',
  rejection: "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
  check(service, report) {
    if (service.part.type === 'UpdateServiceRequest' || service.isPartial || service.root.open) return;
    // With an external deployment controller, it belongs to the task sets.
    const isLeftOut = !service.isTaskSet && (service.controller === undefined || service.controller === 'EXTERNAL');
    if (!hasAwsvpc(service) || isLeftOut) return;
    const network = service.object('networkConfiguration');
    const vpc = network.object('awsvpcConfiguration');
    if (network.presence === 'deferred' || vpc.presence !== 'absent') return;
    const awsvpcConfiguration = { subnets: [new Ask('subnet-0123456789abcdef0')] };
    report({
      at: network.property?.key ?? service.label,
      message: 'Tasks with awsvpc need subnets: add "networkConfiguration"',
      fixes: [
        {
          title: 'Add "networkConfiguration"',
          edits: [set(service.root, 'networkConfiguration', { awsvpcConfiguration })],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE" }`,
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1 }
    }
  }
}`,
  ],
  good: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2" }`,
    `{ "service": "web", "taskDefinition": "web", "forceNewDeployment": true, "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }] }`,
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "NetworkConfiguration": { "Fn::If": ["Public", { "AwsvpcConfiguration": {} }, { "Ref": "AWS::NoValue" }] } }
    }
  }
}`,
  ],
  fixed: [
    `{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123456789abcdef0"] } } }`,
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
      "Properties": { "TaskDefinition": { "Ref": "Task" }, "DesiredCount": 1, "NetworkConfiguration": { "AwsvpcConfiguration": { "Subnets": ["subnet-0123456789abcdef0"] } } }
    }
  }
}`,
  ],
};
