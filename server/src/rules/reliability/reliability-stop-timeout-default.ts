import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The stop timeout is left to its default',
  severity: 'info',
  quiet: true,
  source: {
    from: 'Amazon ECS developer guide, task definition parameters for Fargate: stopTimeout; Fargate Spot',
    checked: '2026-11-24',
  },
  concept: 'stop-timeout',
  why: 'ECS asks a container to stop with SIGTERM and kills it 30 seconds later. Requests that take longer are cut off at each deployment. On Fargate the most is 120 seconds, which is also the notice that Fargate Spot gives.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    for (const container of task.containers) {
      const serves = container.list('portMappings').items.length > 0;
      if (!serves || !isKnown(container.essential, true) || container.number('stopTimeout').state !== 'absent')
        continue;
      report({
        at: container.label,
        message: 'Without stopTimeout this container is killed 30 seconds after SIGTERM: set what it needs',
        fixes: [60, 120].map((seconds) => ({
          title: `Set stopTimeout to ${seconds} seconds`,
          edits: [set(container.node, 'stopTimeout', seconds)],
        })),
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
    }
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
    }
  ]
}`,
  ],
};
