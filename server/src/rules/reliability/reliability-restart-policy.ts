import { isKnown } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { dependenciesOf } from '../parts/dependencies.ts';
import { type Examples, rule } from '../rule.ts';

/** Names of containers that do something once and end. */
const ONE_SHOT = /init|migrat|setup|seed|bootstrap|prepare|copy|config|once|job|wait|chown|perm/i;

export default rule({
  title: 'A nonessential container is not restarted',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS developer guide, container restart policies', checked: '2026-11-24' },
  concept: 'restart-policy',
  why: 'When a nonessential container stops, the task continues without it and nobody notices. With a restart policy ECS starts it again in the same task. Windows on Fargate does not support restart policies, and EC2 needs agent 1.86.0.',
  check(task, report) {
    if (task.isWindows !== 'no') return;
    const stopping = mayStop(task);
    for (const container of task.containers) {
      if (!isKnown(container.boolean('essential'), false)) continue;
      if (container.object('restartPolicy').presence !== 'absent') continue;
      if (stopping.has(container.text('name')?.value) || ONE_SHOT.test(container.text('name')?.value ?? '')) continue;
      report({
        at: container.label,
        message: `If ${container.title} stops, the task continues without it: add a restart policy`,
        fixes: [
          {
            title: 'Add a restart policy',
            edits: [set(container.node, 'restartPolicy', { enabled: true }, 'essential')],
          },
        ],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    {
      "name": "metrics",
      "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049",
      "memory": 64,
      "essential": false, // the shop goes on
      "environment": [{ "name": "MODE", "value": "statsd" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    {
      "name": "metrics",
      "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049",
      "memory": 64,
      "essential": false,
      "restartPolicy": { "enabled": false }
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [{ "containerName": "schema", "condition": "SUCCESS" }]
    },
    { "name": "schema", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/schema:1", "memory": 64, "essential": false }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    {
      "name": "metrics",
      "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049",
      "memory": 64,
      "essential": false, // the shop goes on
      "restartPolicy": {
        "enabled": true
      },
      "environment": [{ "name": "MODE", "value": "statsd" }]
    }
  ]
}`,
  ],
};

/**
 * The containers that are meant to stop: others wait, or may wait, for them to end, or take nothing but volumes from
 * them.
 */
function mayStop(task: TaskDefinition): Set<string | undefined> {
  const awaited = dependenciesOf(task)
    .filter(({ condition }) => condition.value !== 'START' && condition.value !== 'HEALTHY')
    .map(({ name }) => name.value);
  const sources = task.containers.items.flatMap((container) =>
    container.list('volumesFrom').items.map((item) => item.text('sourceContainer')?.value),
  );
  return new Set([...awaited, ...sources]);
}
