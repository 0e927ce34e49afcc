import type { MountPoint } from '@aws-sdk/client-ecs';
import type { View } from '../../model/view.ts';
import { replace } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { removeOne } from '../parts/remove-one.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'Two volumes are mounted at the same path',
  severity: 'warning',
  source: { from: 'Docker daemon: "Duplicate mount point"', checked: '2026-11-24' },
  concept: 'bind-mount',
  why: 'Only one volume can be mounted at a path of a container. Docker does not create a container with two mounts at the same path, and elsewhere one of them is hidden.',
  rejection: 'Duplicate mount point',
  refusedBy: 'start',
  check(container, report) {
    const { task } = container;
    const mounts = container.list('mountPoints');
    // In a template, mount points with the same path may be branches.
    if (mounts.open) return;
    const taken = new Map<string, View<MountPoint>>();
    for (const mount of mounts) {
      const path = mount.string('containerPath');
      if (path.state !== 'known') continue;
      const plain = path.value.replace(/(?<=.)[/\\]$/, '');
      const first = taken.get(plain);
      if (!first) {
        taken.set(plain, mount);
        continue;
      }
      const volume = mount.string('sourceVolume').value;
      const isSame = volume !== undefined && volume === first.string('sourceVolume').value;
      report({
        at: path.node,
        message: isSame
          ? `"${volume}" is already mounted at "${path.value}": remove this mount point`
          : `Another volume is mounted at "${path.value}": choose another path`,
        fixes: isSame
          ? removeOne(task.document, mount.node!, { title: 'Remove this mount point' })
          : [{ title: 'Mount it at another path', edits: [replace(path.node, new Ask(`${plain}-2`))] }],
        related: [{ at: first.member('containerPath')!.value!, message: 'Mounted here first' }],
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
        { "sourceVolume": "uploads", "containerPath": "/data" }, // what users send
        { "sourceVolume": "cache", "containerPath": "/data/" }
      ]
    }
  ],
  "volumes": [{ "name": "uploads" }, { "name": "cache" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "uploads", "containerPath": "/data" },
        { "sourceVolume": "uploads", "containerPath": "/data" }
      ]
    }
  ],
  "volumes": [{ "name": "uploads" }]
}`,
  ],
  good: [
    `[{ "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "a", "containerPath": "/data" }, { "sourceVolume": "b", "containerPath": "/data/b" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "a", "containerPath": "" }, { "sourceVolume": "b", "containerPath": "" }] }]`,
    `[{ "name": "web", "image": "nginx:1.27", "mountPoints": [{ "sourceVolume": "a", "containerPath": "\${path}" }, { "sourceVolume": "b", "containerPath": "\${path}" }] }]`,
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
        { "sourceVolume": "uploads", "containerPath": "/data" }, // what users send
        { "sourceVolume": "cache", "containerPath": "/data-2" }
      ]
    }
  ],
  "volumes": [{ "name": "uploads" }, { "name": "cache" }]
}`,
    `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "uploads", "containerPath": "/data" }
      ]
    }
  ],
  "volumes": [{ "name": "uploads" }]
}`,
  ],
};
