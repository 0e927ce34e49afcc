import { remove, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'External instances do not support awsvpc',
  severity: 'error',
  refusedBy: 'service',
  source: { from: 'Amazon ECS developer guide, external instances: networking; AWS CDK', checked: '2026-11-24' },
  concept: 'external-instances',
  why: 'Your own servers are outside the VPC, so ECS cannot give a task there its own network interface. Linux tasks use `bridge`, `host` or `none`, and Windows tasks leave the mode out.',
  check(task, report) {
    const demand = task.compatibility('EXTERNAL');
    const mode = task.networkMode;
    if (!demand || mode.state !== 'known' || mode.value !== 'awsvpc') return;
    const isForVpc = task.requires('FARGATE') === 'yes' || task.requires('MANAGED_INSTANCES') === 'yes';
    const isWindows = task.isWindows === 'yes';
    report({
      at: mode.node,
      message: `External instances do not support "awsvpc": ${isWindows ? 'leave out networkMode' : 'use "bridge", "host" or "none"'}`,
      fixes: isForVpc
        ? [{ title: 'Remove "EXTERNAL"', edits: [remove(demand)] }]
        : isWindows
          ? [{ title: 'Remove "networkMode"', edits: [remove(mode.property!)] }]
          : [{ title: 'Set networkMode to "bridge"', edits: [set(task.node!, 'networkMode', 'bridge')] }],
      related: [{ at: demand, message: 'The task is for external instances' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "scanner",
  "requiresCompatibilities": ["EXTERNAL"],
  "networkMode": "awsvpc", // as on Fargate
  "memory": "512"
}`,
    `{ "family": "scanner", "requiresCompatibilities": ["FARGATE", "EXTERNAL"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
  ],
  good: [
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "memory": "512" }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "none", "memory": "512" }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "\${mode}", "memory": "512" }`,
    `{ "family": "scanner", "requiresCompatibilities": ["EC2"], "networkMode": "awsvpc", "memory": "512" }`,
  ],
  fixed: [
    `{
  "family": "scanner",
  "requiresCompatibilities": ["EXTERNAL"],
  "networkMode": "bridge", // as on Fargate
  "memory": "512"
}`,
    `{ "family": "scanner", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
  ],
};
