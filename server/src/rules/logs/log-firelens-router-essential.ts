import { replace } from '../../syntax/edit.ts';
import { dependenciesOf } from '../parts/dependencies.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

/** The conditions that wait for a container to end. */
const ENDED = new Set<string | undefined>(['COMPLETE', 'SUCCESS']);

export default rule({
  title: 'The task keeps running when its log router has ended',
  severity: 'info',
  source: { from: 'Amazon ECS developer guide, routing logs to FireLens', checked: '2026-11-24' },
  concept: 'firelens',
  why: 'When a log router that is not essential ends, the other containers keep running and their logs are lost. An essential one stops the task, and the service starts a new one.',
  check(task, report) {
    const dependencies = dependenciesOf(task);
    for (const { container } of routersOf(task)) {
      const { essential } = container;
      if (essential.state !== 'known' || essential.value) continue;
      // If it were essential, this dependency would be a mistake: see dependson-complete-on-essential.
      if (dependencies.some(({ target, condition }) => target === container && ENDED.has(condition.value))) continue;
      report({
        at: essential.node,
        message: `Without the log router ${container.title} logs are lost: make it essential`,
        fixes: [{ title: 'Make it essential', edits: [replace(essential.node, true)] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "essential": false, // a sidecar
    "firelensConfiguration": { "type": "fluentbit" }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
  ],
  good: [
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
    `[
  { "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "essential": false },
  { "name": "app", "image": "nginx:1.27", "memory": 128 }
]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "essential": true, // a sidecar
    "firelensConfiguration": { "type": "fluentbit" }
  },
  { "name": "app", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "stdout" } } }
]`,
  ],
};
