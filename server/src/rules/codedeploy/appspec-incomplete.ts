import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'An AppSpec file lacks what CodeDeploy needs',
  severity: 'warning',
  source: { from: 'AWS CodeDeploy user guide, "AppSpec file reference"', checked: '2026-11-28' },
  concept: 'blue-green',
  why: 'For an ECS service, CodeDeploy needs the task definition, and the name and port of the container that gets the traffic. Everything else stays as it is in the service.',
  check(service, report) {
    const { part } = service;
    if (part.dialect.id !== 'codedeploy') return;
    const tell = (what: string) => report({ at: service.label, message: `CodeDeploy needs "${what}": add it` });
    if (!service.has('taskDefinition')) tell('TaskDefinition');
    const balancers = service.list('loadBalancers');
    if (balancers.presence === 'absent') return tell('LoadBalancerInfo');
    for (const balancer of balancers) {
      for (const key of ['containerName', 'containerPort'] as const) {
        if (balancer.has(key)) continue;
        const name = key === 'containerName' ? 'ContainerName' : 'ContainerPort';
        report({ at: balancers.property!.key, message: `CodeDeploy needs "${name}": add it` });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>" }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web" } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
  ],
  good: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "<CONTAINER_NAME>", "ContainerPort": "<CONTAINER_PORT>" } }
      }
    }
  ]
}`,
  ],
};
