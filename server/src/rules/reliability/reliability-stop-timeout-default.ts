import { isKnown, type Known } from '../../model/field.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

const DEFAULT_SECONDS = 30;

export default rule({
  title: 'The stop timeout has its default value',
  severity: 'info',
  quiet: true,
  source: {
    from: 'Amazon ECS developer guide, task definition parameters for Fargate: stopTimeout; Fargate Spot',
    checked: '2026-11-28',
  },
  concept: 'stop-timeout',
  why: 'ECS asks a container to stop with SIGTERM and kills it 30 seconds later. If a sidecar waits longer than that, the container it waits for is gone first. Requests that take longer are cut off at each deployment. On Fargate the maximum is 120 seconds, which is also the notice that Fargate Spot gives.',
  once: 'Set stopTimeout in each container',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    // The default suits most containers. If another container has its own timeout, someone has thought about it.
    const longest = longestStop(task);
    if (!longest) return;
    for (const container of task.containers) {
      const serves = container.list('portMappings').items.length > 0;
      if (!serves || !isKnown(container.essential, true) || container.number('stopTimeout').state !== 'absent')
        continue;
      report({
        at: container.label,
        message: 'This container is killed 30 seconds after SIGTERM, but another one gets longer: set "stopTimeout"',
        fixes: [
          {
            title: `Set stopTimeout to ${longest.value} seconds`,
            edits: [set(container.node, 'stopTimeout', longest.value)],
          },
        ],
        related: [{ at: longest.node, message: 'The longer time' }],
      });
    }
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
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // pinned
      "portMappings": [{ "containerPort": 80 }]
    },
    { "name": "proxy", "image": "example.com/proxy:1", "essential": false, "stopTimeout": 60 }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }], "stopTimeout": 120 }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 80 }], "stopTimeout": \${timeout} }
  ]
}`,
    `{
  "family": "worker",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // pinned
      "portMappings": [{ "containerPort": 80 }],
      "stopTimeout": 60
    },
    { "name": "proxy", "image": "example.com/proxy:1", "essential": false, "stopTimeout": 60 }
  ]
}`,
  ],
};

/** The longest stop timeout in the task, if any exceeds the default. */
function longestStop(task: TaskDefinition): Known<number> | undefined {
  let longest: Known<number> | undefined;
  for (const container of task.containers) {
    const stop = container.number('stopTimeout');
    if (stop.state === 'known' && stop.value > (longest?.value ?? DEFAULT_SECONDS)) longest = stop;
  }
  return longest;
}
