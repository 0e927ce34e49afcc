import type { Fix } from '../../findings/report.ts';
import { useAwsvpc } from '../parts/awsvpc-fix.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate requires network mode awsvpc',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-network-mode', checked: '2026-11-24' },
  concept: 'awsvpc',
  why: 'A task on Fargate has no instance whose network it could share: it always gets its own network interface, and that is what `awsvpc` means. If the mode is left out it is `bridge`, which Fargate refuses.',
  rejection: "Fargate only supports network mode 'awsvpc'.",
  check(task, report) {
    const demand = task.compatibility('FARGATE');
    const mode = task.writtenNetworkMode;
    if (!demand || mode.state === 'deferred' || mode.value === 'awsvpc') return;
    // The schema check reports a value that is not a network mode.
    if (mode.state === 'known' && !['bridge', 'host', 'none'].includes(mode.value)) return;
    report({
      at: mode.node ?? demand,
      message: mode.value
        ? `Fargate does not support networkMode "${mode.value}": use "awsvpc"`
        : 'Fargate requires networkMode "awsvpc": add it',
      // External instances do not support awsvpc, so no mode suits both.
      fixes: task.requires('EXTERNAL') === 'yes' ? [] : [safeIfAlone(useAwsvpc(task))],
      related: mode.node ? [{ at: demand, message: 'The task is for Fargate' }] : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "256", // the smallest
  "memory": "512"
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "bridge",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "\${mode}", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "networkMode": "bridge", "memory": "512" }`,
    `{ "family": "web", "networkMode": "bridge", "memory": "512" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256", // the smallest
  "memory": "512"
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
  ],
};

/** No other mode is allowed, so the fix is safe, unless more than the mode has to change. */
function safeIfAlone(fix: Fix): Fix {
  return fix.edits.length === 1 ? { ...fix, preferred: true } : { ...fix, obvious: true };
}
