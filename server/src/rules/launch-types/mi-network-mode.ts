import { useAwsvpc } from '../parts/awsvpc-fix.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Managed Instances do not support network mode bridge',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, task definition parameters for Managed Instances: network mode; AWS CDK',
    checked: '2026-11-24',
  },
  concept: 'managed-instances',
  why: 'On Managed Instances, a task has its own network interface (`awsvpc`, the default) or shares that of the instance (`host`). Docker’s virtual network does not exist there.',
  check(task, report) {
    const demand = task.compatibility('MANAGED_INSTANCES');
    const mode = task.writtenNetworkMode;
    // "none" is not reported: the guide leaves it out, but the API reference of Managed Instances names it.
    if (!demand || mode.state !== 'known' || mode.value !== 'bridge') return;
    // The Fargate rule reports the same value.
    if (task.requires('FARGATE') === 'yes') return;
    report({
      at: mode.node,
      message: 'Managed Instances do not support networkMode "bridge": use "awsvpc" or "host"',
      // External instances do not support awsvpc, so no mode suits both.
      fixes: task.requires('EXTERNAL') === 'yes' ? [] : [useAwsvpc(task)],
      related: [{ at: demand, message: 'The task is for Managed Instances' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "bridge", // as on EC2
  "cpu": "256",
  "memory": "512"
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "networkMode": "host", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "networkMode": "bridge", "cpu": "256", "memory": "512" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc", // as on EC2
  "cpu": "256",
  "memory": "512"
}`,
  ],
};
