import { mountsKnown, mountsOf } from '../parts/mounts.ts';
import { removeOne } from '../parts/remove-one.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'No container mounts the volume',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, Volume: mountPoints refer to it by name', checked: '2026-11-24' },
  concept: 'volume',
  why: 'A volume has an effect only if a container mounts it. One that no container mounts is often a leftover, or its `mountPoints` were forgotten.',
  check(task, report) {
    if (!mountsKnown(task)) return;
    const mounted = new Set(mountsOf(task).map(({ mount }) => mount.string('sourceVolume').value));
    for (const volume of task.volumes) {
      const name = volume.string('name');
      // volume-configured-at-launch-unmounted reports the kind that ECS refuses.
      if (name.state !== 'known' || mounted.has(name.value) || volume.has('configuredAtLaunch')) continue;
      const isOnly = task.volumes.node!.items.length === 1;
      report({
        at: name.node,
        message: `No container mounts "${name.value}": mount it, or remove it`,
        tag: 'unnecessary',
        fixes: removeOne(task.document, isOnly ? task.volumes.property! : volume.node!, {
          title: `Remove volume "${name.value}"`,
        }),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "volumes": [
    // written by the app
    { "name": "data" },
    { "name": "cache" }
  ],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    `{ "family": "web", "volumes": [{ "name": "data" }], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  good: [
    `{
  "family": "web",
  "volumes": [{ "name": "data" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    `{
  "family": "web",
  "volumes": [{ "name": "data" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "\${volume}", "containerPath": "/data" }] }
  ]
}`,
    `{ "family": "web", "volumes": [{ "name": "data" }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "volumes": [
    // written by the app
    { "name": "data" }
  ],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
};
