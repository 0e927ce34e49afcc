import { set } from '../../syntax/edit.ts';
import { containersThatEnd } from '../parts/containers-that-end.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A container does not say whether it is essential',
  severity: 'info',
  quiet: true,
  source: { from: 'Amazon ECS API reference, ContainerDefinition: essential', checked: '2026-11-24' },
  concept: 'essential-container',
  why: 'A container is essential unless the file says otherwise, and when an essential container ends, ECS stops the whole task. If a task has helpers that end early, state which containers the task depends on.',
  check(task, report) {
    // A task definition has ten containers at most. More are a different mistake.
    if (task.containers.length < 2 || task.containers.length > 10) return;
    const ending = containersThatEnd(task);
    for (const container of task.containers) {
      if (container.boolean('essential').state !== 'absent') continue;
      // Such a container must not be essential at all, which the rules on start order report.
      if (ending.has(container.name.value ?? '')) continue;
      report({
        at: container.label,
        message: `Container ${container.title} is essential by default: state it, or set "essential" to false`,
        fixes: [{ title: 'Add "essential": true', edits: [set(container.node, 'essential', true, 'image')] }],
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1", // built by the pipeline
      "memory": 256
    },
    {
      "name": "cache",
      "image": "example.com/cache:1",
      "memory": 128,
      "essential": true
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 256, "essential": true },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128, "essential": false }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 256 }] }`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": 256, "essential": true },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128, "essential": "{{ essential }}" }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1", // built by the pipeline
      "essential": true,
      "memory": 256
    },
    {
      "name": "cache",
      "image": "example.com/cache:1",
      "memory": 128,
      "essential": true
    }
  ]
}`,
  ],
};
