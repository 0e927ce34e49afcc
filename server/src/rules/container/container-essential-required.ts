import { isKnown } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { set } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { containersThatEnd } from '../parts/containers-that-end.ts';
import { type Examples, rule } from '../rule.ts';

/** The most containers that a task definition may have. */
const MAX_SHOWN = 10;

export default rule({
  title: 'No container is essential',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-essential-container; cfn-lint E3042', checked: '2026-11-24' },
  concept: 'essential-container',
  why: 'A task lives as long as its essential containers. With `"essential": false` in all of them, nothing would say when the task is over, so ECS requires at least one that is essential.',
  rejection: "Task definition doesn't have any essential container",
  check(task, report) {
    const { containers } = task;
    if (containers.open || containers.length === 0) return;
    if (!containers.items.every((container) => isKnown(container.essential, false))) return;
    report({
      at: containers.items[0]!.essential.node!,
      message: 'Every container has "essential": false: make the main container essential',
      ...unlessJoined(task),
      fixes: candidates(task).map((container) => ({
        title: `Make container ${container.title} essential`,
        edits: [set(container.node, 'essential', true)],
      })),
      related: containers.items.slice(1, MAX_SHOWN).map((container) => ({
        at: container.essential.node!,
        message: `Container ${container.title} is not essential either`,
      })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "essential": false // restarts by itself
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "proxy", "image": "envoyproxy/envoy:v1.32.1", "memory": 128, "essential": false },
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "essential": false,
      "portMappings": [{ "containerPort": 80 }],
      "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "proxy", "image": "envoyproxy/envoy:v1.32.1", "memory": 128, "essential": false },
    { "name": "web", "image": "nginx:1.27", "memory": 128 }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "proxy", "image": "envoyproxy/envoy:v1.32.1", "memory": 128, "essential": false },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "essential": \${essential} }
  ]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "essential": true // restarts by itself
    }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "proxy", "image": "envoyproxy/envoy:v1.32.1", "memory": 128, "essential": false },
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 128,
      "essential": true,
      "portMappings": [{ "containerPort": 80 }],
      "healthCheck": { "command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] }
    }
  ]
}`,
  ],
};

/** The containers that may be the main one, those with ports first; never one whose end another waits for. */
function candidates(task: TaskDefinition): Container[] {
  const ending = containersThatEnd(task);
  const titles = new Set<string>();
  const fit = task.containers.items.slice(0, MAX_SHOWN).filter((container) => {
    if (ending.has(container.name.value ?? '') || titles.has(container.title)) return false;
    titles.add(container.title);
    return true;
  });
  const hasPorts = (container: Container) => container.list('portMappings').length > 0;
  return [...fit.filter(hasPorts), ...fit.filter((container) => !hasPorts(container))];
}
