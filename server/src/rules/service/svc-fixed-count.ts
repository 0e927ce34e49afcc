import { type Examples, serviceRule } from '../rule.ts';

export default serviceRule({
  title: 'The number of tasks of a service is fixed',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS developer guide, "Automatically scale your Amazon ECS service"', checked: '2026-11-28' },
  concept: 'auto-scaling',
  why: 'With a fixed number of tasks, a service is sometimes too small and sometimes too large. An `AWS::ApplicationAutoScaling::ScalableTarget` lets Application Auto Scaling adjust it to the load.',
  check(service, report) {
    const count = service.number('desiredCount');
    const { part, document } = service;
    // The scalable target may be in another template or come from a macro, so this can be no more than a hint.
    if (part.dialect.id !== 'cloudformation' || count.state !== 'known' || count.value === 0 || service.isDaemon)
      return;
    if (document.text.includes('AWS::ApplicationAutoScaling::ScalableTarget')) return;
    report({
      at: count.property!.key,
      message: 'The number of tasks does not follow the load: consider a ScalableTarget for this service',
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } }
  }
}`,
  ],
  good: [
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": 2 } },
    "Scaling": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": { "MinCapacity": 2, "MaxCapacity": 6 } }
  }
}`,
    `{
  "Resources": {
    "Service": { "Type": "AWS::ECS::Service", "Properties": { "TaskDefinition": "web", "DesiredCount": { "Ref": "Count" } } }
  }
}`,
    `{ "serviceName": "web", "taskDefinition": "web", "desiredCount": 2 }`,
  ],
};
