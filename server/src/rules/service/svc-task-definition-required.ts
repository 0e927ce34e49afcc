import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'A service names no task definition',
  severity: 'error',
  refusedBy: 'service',
  source: {
    from: 'API reference of CreateService, taskDefinition; aws_ecs_service of hashicorp/aws, task_definition',
    checked: '2026-11-28',
  },
  concept: 'service',
  why: 'Deployments by ECS and by CodeDeploy start with the task definition of the service. Only with an external deployment controller do the task sets name it. A deploying tool may add it to JSON, so there it is a warning.',
  check(service, report) {
    const { part, controller, root } = service;
    if (part.type !== 'CreateServiceRequest' || service.isPartial || root.open || service.has('taskDefinition')) return;
    if (controller !== 'ECS' && controller !== 'CODE_DEPLOY') return;
    report({
      at: service.label,
      message: 'A service needs a task definition: add "taskDefinition"',
      ...(part.dialect.id === 'api' ? { severity: 'warning' } : {}),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{ "serviceName": "web", "desiredCount": 2, "launchType": "EC2" }`,
    `{
  "Resources": {
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "Cluster": "shop", "DesiredCount": 1, "LaunchType": "EC2" }
    }
  }
}`,
  ],
  good: [
    `{ "serviceName": "web", "desiredCount": 2, "taskDefinition": "\${TASK}" }`,
    `{ "desiredCount": 2, "launchType": "EC2" }`,
    `{ "service": "web", "desiredCount": 2, "launchType": "EC2" }`,
    `{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "desiredCount": 1 }`,
    `{
  "Resources": {
    "Service": {
      "Type": "AWS::ECS::Service",
      "Properties": { "Cluster": "shop", "DeploymentController": { "Type": { "Ref": "Controller" } }, "LaunchType": "EC2" }
    }
  }
}`,
  ],
};
