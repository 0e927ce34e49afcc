import type { TaskDefinition } from '../../model/task.ts';
import { removal } from '../parts/forbid.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No container waits for one with a startTimeout',
  severity: 'info',
  source: {
    from: 'Amazon ECS API reference, ContainerDefinition: startTimeout; amazon-ecs-agent PR #1880',
    checked: '2026-11-24',
  },
  concept: 'start-order',
  why: 'The start timeout is how long others wait for this container to become healthy or to end. It has an effect only if another container names this one in `dependsOn` with `HEALTHY`, `COMPLETE` or `SUCCESS`.',
  check(task, report) {
    const awaited = awaitedContainers(task);
    if (!awaited) return;
    for (const container of task.containers) {
      const timeout = container.number('startTimeout');
      if (timeout.state !== 'known' || timeout.value === 0) continue;
      if (container.name.state !== 'known' || awaited.has(container.name.value)) continue;
      report({
        at: timeout.property!.key,
        message: `No container waits for ${container.title}, so its startTimeout has no effect`,
        fixes: [removal(timeout.property!)],
        tag: 'unnecessary',
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
      "image": "example.com/web:1",
      "startTimeout": 60,
      "memory": 128 // enough for now
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "migrate", "image": "example.com/migrate:1", "memory": 128, "essential": false, "startTimeout": 60 },
    { "name": "web", "image": "example.com/web:1", "memory": 128, "dependsOn": [{ "containerName": "migrate", "condition": "SUCCESS" }] }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "migrate", "image": "example.com/migrate:1", "memory": 128, "startTimeout": 60 },
    { "name": "web", "image": "example.com/web:1", "memory": 128, "dependsOn": "\${dependencies}" }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128 // enough for now
    }
  ]
}`,
  ],
};

/** The names of the containers that others wait for; undefined if that is not certain. */
function awaitedContainers(task: TaskDefinition): Set<string> | undefined {
  if (task.containers.open) return undefined;
  const names = new Set<string>();
  for (const container of task.containers) {
    const dependencies = container.list('dependsOn');
    if (dependencies.open) return undefined;
    for (const dependency of dependencies) {
      const name = dependency.string('containerName');
      const condition = dependency.string('condition');
      if (name.state === 'deferred' || condition.state === 'deferred') return undefined;
      if (name.state === 'known' && condition.value !== 'START') names.add(name.value);
    }
  }
  return names;
}
