import { nearest } from '../../schema/nearest.ts';
import { rename } from '../../syntax/edit.ts';
import type { PropertyNode } from '../../syntax/node.ts';
import { type Examples, serviceRule } from '../rule.ts';

/** The events of a deployment to ECS. Source: as the rule's, checked 2026-11-28. */
const EVENTS = ['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'];

export default serviceRule({
  title: 'A hook is for an event that deployments to ECS do not have',
  severity: 'warning',
  source: {
    from: 'AWS CodeDeploy user guide, "AppSpec file reference", "hooks" for an Amazon ECS deployment',
    checked: '2026-11-28',
  },
  concept: 'blue-green',
  why: 'CodeDeploy runs a Lambda function at five events of a deployment to ECS. Other compute platforms have other events.',
  check(service, report) {
    const { part, document } = service;
    if (part.dialect.id !== 'codedeploy' || document.root?.kind !== 'object') return;
    const hooks = document.root.properties.find(({ key }) => key.value.toLowerCase() === 'hooks')?.value;
    const holders = hooks?.kind === 'array' ? hooks.items : [];
    const named = holders.flatMap((holder): PropertyNode[] => (holder.kind === 'object' ? holder.properties : []));
    for (const property of named) {
      const { value } = property.key;
      if (EVENTS.some((event) => event.toLowerCase() === value.toLowerCase())) continue;
      const offered = nearest(value, EVENTS);
      report({
        at: property.key,
        message: `Deployments to ECS have no event "${value}". ${offered[0] ? `Did you mean "${offered[0]}"?` : 'Use another'}`,
        fixes: offered.map((event) => ({ title: `Write "${event}"`, edits: [rename(property, event)] })),
      });
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
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ],
  "Hooks": [{ "BeforeInstal": "check" }]
}`,
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ],
  "Hooks": [{ "ApplicationStop": "check" }]
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
  ],
  "Hooks": [{ "BeforeInstall": "check" }, { "AfterAllowTraffic": "check" }]
}`,
  ],
  fixed: [
    `{
  "version": 0.0,
  "Resources": [
    {
      "TargetService": {
        "Type": "AWS::ECS::Service",
        "Properties": { "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": { "ContainerName": "web", "ContainerPort": 80 } }
      }
    }
  ],
  "Hooks": [{ "BeforeInstall": "check" }]
}`,
  ],
};
