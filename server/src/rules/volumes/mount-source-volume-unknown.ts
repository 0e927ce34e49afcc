import type { TaskDefinition } from '../../model/task.ts';
import { nearest } from '../../schema/nearest.ts';
import { insert, type NodeEdit, replace, set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A mount point names a volume that does not exist',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-mountpoint-source-volume-missing', checked: '2026-11-24' },
  concept: 'volume',
  why: '`sourceVolume` is the name of one of the task’s `volumes` and is case-sensitive. If no volume has that name, ECS refuses the task definition.',
  rejection: "Unknown volume '…'.",
  check(container, report) {
    const { task } = container;
    if (!task.volumeNamesKnown) return;
    for (const mount of container.list('mountPoints')) {
      const source = mount.string('sourceVolume');
      if (source.state !== 'known' || task.volumeNamed(source.value)) continue;
      const names = task.volumes.items.map((volume) => volume.string('name').value!);
      const near = nearest(source.value, names);
      report({
        at: source.node,
        message:
          near.length > 0
            ? `No volume is named "${source.value}". Did you mean "${near[0]}"?`
            : `No volume is named "${source.value}": add it to "volumes"`,
        rejection: `Unknown volume '${source.value}'.`,
        fixes: [
          ...near.map((name) => ({
            title: `Mount "${name}"`,
            edits: [replace(source.node, name)],
            obvious: near.length === 1,
          })),
          { title: `Add volume "${source.value}"`, edits: [addVolume(task, source.value)] },
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
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "upload", "containerPath": "/data" } // what users send
      ]
    }
  ],
  "volumes": [
    { "name": "uploads" }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "cpu": "256"
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [{ "name": "cache" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [{ "name": "\${volume}" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "", "containerPath": "" }] }
  ]
}`,
    `[{ "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }]`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "uploads", "containerPath": "/data" } // what users send
      ]
    }
  ],
  "volumes": [
    { "name": "uploads" }
  ]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "cache", "containerPath": "/cache" }] }
  ],
  "volumes": [
    {
      "name": "cache"
    }
  ],
  "cpu": "256"
}`,
  ],
};

function addVolume(task: TaskDefinition, name: string): NodeEdit {
  const { node } = task.volumes;
  return node ? insert(node, { name }) : set(task.node!, 'volumes', [{ name }], 'containerDefinitions');
}
