import { isRegion } from '../../model/region-name.ts';
import { parseSecretArn } from '../../model/secret-arn.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { replace } from '../../syntax/edit.ts';
import type { StringNode } from '../../syntax/node.ts';
import { secretReferences } from '../parts/secret-references.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A secret is in another region than the logs',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, Secret: another region needs the full ARN', checked: '2026-11-24' },
  concept: 'secrets',
  why: 'ECS can fetch a secret from another region by its ARN, but then a task depends on two regions. More often the ARN was copied from another environment.',
  check(task, report) {
    const home = logRegion(task);
    if (!home) return;
    for (const { valueFrom } of task.containers.items.flatMap(secretReferences)) {
      const region = parseSecretArn(valueFrom.value)?.region;
      if (!region || !isRegion(region) || region === home.value) continue;
      report({
        at: valueFrom.node,
        message: `This secret is in "${region}", but the logs go to "${home.value}": check the region`,
        fixes: [
          {
            title: `Change the region to "${home.value}"`,
            edits: [replace(valueFrom.node, valueFrom.value.replace(`:${region}:`, `:${home.value}:`))],
          },
        ],
        related: [{ at: home, message: `The logs go to "${home.value}"` }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    // the logs stay in Europe
    "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } },
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:us-east-1:111122223333:parameter/a" }]
  }
]`,
  ],
  good: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } },
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/a" }, { "name": "B", "valueFrom": "b" }]
  }
]`,
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "\${region}", "awslogs-stream-prefix": "ecs" } },
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:us-east-1:111122223333:parameter/a" }]
  }
]`,
  ],
  fixed: [
    `[
  {
    "name": "web",
    "image": "nginx:1.27",
    // the logs stay in Europe
    "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } },
    "secrets": [{ "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/a" }]
  }
]`,
  ],
};

/** The one region that all logs go to; undefined if there is none, or more than one. */
function logRegion(task: TaskDefinition): StringNode | undefined {
  const regions = task.containers.items.flatMap((container) => {
    const options = container.object('logConfiguration').object('options');
    const region = options.text('awslogs-region');
    return region && region.value !== '' ? [region] : [];
  });
  const [first] = regions;
  if (!first || !isRegion(first.value)) return undefined;
  return regions.every((region) => region.value === first.value) ? first : undefined;
}
