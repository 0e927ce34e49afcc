import { remove } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

/**
 * Attributes that a constraint may use on Managed Instances. Source: Amazon ECS developer guide, task definition
 * differences for Managed Instances, checked 2026-11-24.
 */
const ATTRIBUTES = ['ecs.subnet-id', 'ecs.availability-zone', 'ecs.cpu-architecture', 'ecs.instance-type'];

export default rule({
  title: 'Managed Instances do not have this attribute',
  // Documented, but the list may grow, and no rejection has been seen.
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Managed Instances',
    checked: '2026-11-24',
  },
  concept: 'placement',
  why: 'ECS starts Managed Instances for tasks that are waiting, so a constraint can only ask for what ECS can choose: subnet, Availability Zone, CPU architecture and instance type.',
  check(task, report) {
    const demand = task.compatibility('MANAGED_INSTANCES');
    // Fargate refuses all constraints.
    if (!demand || task.requires('FARGATE') === 'yes') return;
    const constraints = task.list('placementConstraints');
    for (const constraint of constraints) {
      const expression = constraint.string('expression');
      if (expression.state !== 'known') continue;
      const unknown = attributesOf(expression.value).find((name) => !ATTRIBUTES.includes(name));
      if (unknown === undefined) continue;
      const isOnly = constraints.node?.items.length === 1;
      report({
        at: expression.node,
        message: `Managed Instances do not support attribute "${unknown}": use ecs.instance-type or a similar one`,
        fixes: [{ title: 'Remove the constraint', edits: [remove(isOnly ? constraints.property! : constraint.node!)] }],
        related: [{ at: demand, message: 'The task is for Managed Instances' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ m7g.*" }, // Graviton
    { "type": "memberOf", "expression": "attribute:team == blue" }
  ],
  "memory": "512"
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b]" }] }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "placementConstraints": [{ "type": "memberOf", "expression": "attribute:\${name} == blue" }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "placementConstraints": [{ "type": "memberOf", "expression": "attribute:team == blue" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ m7g.*" } // Graviton
  ],
  "memory": "512"
}`,
  ],
};

/** The names of the attributes in a cluster query language expression. */
function attributesOf(expression: string): string[] {
  return [...expression.matchAll(/\battribute:([\w./-]+)/g)].map((match) => match[1]!);
}
