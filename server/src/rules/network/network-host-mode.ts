import { replace } from '../../syntax/edit.ts';
import { awsvpcIfPossible } from '../parts/awsvpc-if-possible.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Network mode host shares the network of the instance',
  severity: 'warning',
  source: { from: 'AWS Security Hub ECS.17', checked: '2026-11-24' },
  concept: 'host-network',
  why: 'With `host`, containers use the network interface of the instance: they can reach whatever listens on it, they have no security group of their own, and two copies of a task compete for the same ports. Agents that monitor the instance may need it; an app rarely does.',
  check(task, report) {
    const mode = task.networkMode;
    // Fargate refuses it: see fargate-network-mode.
    if (mode.state !== 'known' || mode.value !== 'host' || task.requires('FARGATE') === 'yes') return;
    const isExternal = task.requires('EXTERNAL') === 'yes';
    report({
      at: mode.node,
      message: `networkMode "host" opens the instance’s network to the task: use "${isExternal ? 'bridge' : 'awsvpc'}" if you can`,
      fixes: isExternal
        ? [{ title: 'Set networkMode to "bridge"', edits: [replace(mode.node, 'bridge')] }]
        : awsvpcIfPossible(task),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "host", // fastest
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }
  ]
}`,
    `{ "family": "agent", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "host", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }] }`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "\${mode}", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "networkMode": "host", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc", // fastest
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }
  ]
}`,
    `{ "family": "agent", "requiresCompatibilities": ["EXTERNAL"], "networkMode": "bridge", "containerDefinitions": [{ "name": "agent", "image": "example.com/agent:1", "memory": 128 }] }`,
  ],
};
