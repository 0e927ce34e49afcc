import { replace } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

/**
 * In seconds. Source: Amazon ECS developer guide, task definition differences for Managed Instances, checked
 * 2026-11-24.
 */
const LONGEST = { startTimeout: 600, stopTimeout: 86400 } as const;

export default containerRule({
  title: 'The timeout is longer than Managed Instances allow',
  // Documented, but no rejection has been seen.
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Managed Instances',
    checked: '2026-11-24',
  },
  concept: 'stop-timeout',
  why: 'On Managed Instances a container may take up to 10 minutes to be ready for those that depend on it, and up to a day to stop.',
  check(container, report) {
    const { task } = container;
    const demand = task.compatibility('MANAGED_INSTANCES');
    // Fargate's limits are lower, and its own rules report them.
    if (!demand || task.requires('FARGATE') === 'yes') return;
    for (const key of ['startTimeout', 'stopTimeout'] as const) {
      const timeout = container.number(key);
      const longest = LONGEST[key];
      if (timeout.state !== 'known' || timeout.value <= longest) continue;
      report({
        at: timeout.node,
        message: `Managed Instances allow a ${key} of up to ${longest} seconds, not ${timeout.value}`,
        fixes: [{ title: `Set ${key} to ${longest}`, edits: [replace(timeout.node, longest)] }],
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
  "memory": "2048",
  "containerDefinitions": [
    { "name": "index", "image": "example.com/index:1.0", "startTimeout": 900 /* it is slow */ },
    {
      "name": "web",
      "image": "nginx:1.27",
      "dependsOn": [{ "containerName": "index", "condition": "SUCCESS" }]
    }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "startTimeout": 600, "stopTimeout": 86400 }] }`,
    `{ "family": "web", "requiresCompatibilities": ["MANAGED_INSTANCES"], "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "startTimeout": \${timeout} }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "startTimeout": 900 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "memory": "2048",
  "containerDefinitions": [
    { "name": "index", "image": "example.com/index:1.0", "startTimeout": 600 /* it is slow */ },
    {
      "name": "web",
      "image": "nginx:1.27",
      "dependsOn": [{ "containerName": "index", "condition": "SUCCESS" }]
    }
  ]
}`,
  ],
};
