import { removal } from '../parts/forbid.ts';
import { routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A task has several log routers',
  severity: 'warning',
  source: {
    from: 'amazon-ecs-agent, task firelens: the first container with a firelensConfiguration; aws-cdk-lib FirelensRouterAlreadyAdded',
    checked: '2026-11-28',
  },
  concept: 'firelens',
  why: 'The logs of all containers with `awsfirelens` go to one router of their task. If there are several, the agent uses the first; the others get nothing.',
  check(task, report) {
    const [first, ...others] = routersOf(task);
    for (const { property, container } of others) {
      report({
        at: property.key,
        message: `A task has one log router, here ${first!.container.title}: remove this from ${container.title}`,
        fixes: [removal(property)],
        related: [{ at: first!.property.key, message: 'The first log router' }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  { "name": "bit", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  {
    "name": "d",
    "image": "fluent/fluentd:v1.17",
    "user": "1000:1000",
    "memory": 64, // for the archive
    "firelensConfiguration": { "type": "fluentd" }
  }
]`,
  ],
  good: [
    `[
  { "name": "bit", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "d", "image": "fluent/fluentd:v1.17", "memory": 64 }
]`,
    `[
  { "name": "bit", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  { "name": "d", "image": "fluent/fluentd:v1.17", "memory": 64, "firelensConfiguration": null }
]`,
  ],
  fixed: [
    `[
  { "name": "bit", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
  {
    "name": "d",
    "image": "fluent/fluentd:v1.17",
    "user": "1000:1000",
    "memory": 64 // for the archive
  }
]`,
  ],
};
