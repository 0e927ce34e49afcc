import { nearest } from '../../schema/nearest.ts';
import { replace } from '../../syntax/edit.ts';
import { unlessJoined } from '../parts/bare-list.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'volumesFrom names a container that does not exist',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-volumesfrom-source-container-missing', checked: '2026-11-24' },
  concept: 'volume',
  why: '`volumesFrom` gives a container the mounts of another container of the same task definition, by its name.',
  rejection: "Invalid 'volumesFrom' setting. Unknown container: '…'",
  check(task, report) {
    if (!task.containerNamesKnown) return;
    const names = new Set(task.containers.items.map((container) => container.name.value!));
    for (const container of task.containers) {
      const list = container.list('volumesFrom');
      for (const item of list) {
        const source = item.string('sourceContainer');
        if (source.state !== 'known') continue;
        const isSelf = source.value === container.name.value;
        if (names.has(source.value) && !isSelf) continue;
        if (isSelf) {
          const isOnly = list.node!.items.length === 1;
          report({
            at: source.node,
            message: `Container ${container.title} cannot take volumes from itself: name another container, or remove this`,
            rejection: '',
            fixes: removeOne(task.document, isOnly ? list.property! : item.node!, {
              title: isOnly ? 'Remove "volumesFrom"' : `Remove "${source.value}"`,
            }),
            related: [{ at: container.label, message: 'The name of this container' }],
          });
          continue;
        }
        const near = nearest(source.value, names).filter((name) => name !== container.name.value);
        const isOnly = list.node!.items.length === 1;
        report({
          at: source.node,
          ...unlessJoined(task),
          message:
            near.length > 0
              ? `No container is named "${source.value}". Did you mean "${near[0]}"?`
              : `No container is named "${source.value}": name one of this task, or remove it`,
          rejection: `Invalid 'volumesFrom' setting. Unknown container: '${source.value}'`,
          fixes: [
            ...near.map((name) => ({
              title: `Take the volumes of "${name}"`,
              edits: [replace(source.node, name)],
              obvious: near.length === 1,
            })),
            ...removeOne(task.document, isOnly ? list.property! : item.node!, {
              title: isOnly ? 'Remove "volumesFrom"' : `Remove "${source.value}"`,
            }),
          ],
        });
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "assets", "image": "busybox:1.37", "memory": 64, "essential": false },
    {
      "name": "web",
      "image": "nginx:1.27", // serves the assets
      "memory": 128,
      "volumesFrom": [{ "sourceContainer": "asset" }]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "ghost" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "web" }] }]`,
  ],
  good: [
    `[{ "name": "a", "image": "a:1", "memory": 64 }, { "name": "b", "image": "b:1", "memory": 64, "volumesFrom": [{ "sourceContainer": "a" }] }]`,
    `[{ "name": "\${name}", "image": "a:1", "memory": 64 }, { "name": "b", "image": "b:1", "memory": 64, "volumesFrom": [{ "sourceContainer": "a" }] }]`,
    `[{ "name": "b", "image": "b:1", "memory": 64, "volumesFrom": [{ "sourceContainer": "" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "assets", "image": "busybox:1.37", "memory": 64, "essential": false },
    {
      "name": "web",
      "image": "nginx:1.27", // serves the assets
      "memory": 128,
      "volumesFrom": [{ "sourceContainer": "assets" }]
    }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128 }]`,
  ],
};
