import { forbid, removal } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not support placementConstraints',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-placement-constraints', checked: '2026-11-24' },
  concept: 'placement',
  why: 'Constraints choose among the instances of a cluster, and Fargate has none to choose from. The subnets of the service decide the Availability Zones.',
  rejection: 'Fargate compatible task definitions do not support constraints',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const property = task.member('placementConstraints');
    // Placement constraints have no meaning on Fargate, so removing them is the obvious fix.
    const fixes = property ? [{ ...removal(property), obvious: true }] : [];
    forbid(task, 'placementConstraints', 'Fargate does not support "placementConstraints": remove them', report, {
      fixes,
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  // small ones are enough
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.*" }]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512", "placementConstraints": [] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.*" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512"
  // small ones are enough
}`,
  ],
};
