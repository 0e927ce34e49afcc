import { isKnown } from '../../model/field.ts';
import type { Container } from '../../model/task.ts';
import { insert, type NodeEdit, set } from '../../syntax/edit.ts';
import { Ask } from '../../syntax/value.ts';
import { mountsKnown, mountsOf } from '../parts/mounts.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'A volume that is configured at launch is not mounted',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-volume-not-referenced', checked: '2026-11-24' },
  concept: 'volume',
  why: 'ECS creates and attaches an EBS volume for each task, so it refuses one that no container mounts.',
  rejection: 'Volumes […] are not referenced by any of the containers',
  check(task, report) {
    if (!mountsKnown(task)) return;
    const mounted = new Set(mountsOf(task).map(({ mount }) => mount.string('sourceVolume').value));
    for (const volume of task.volumes) {
      const name = volume.string('name');
      if (name.state !== 'known' || mounted.has(name.value)) continue;
      if (!isKnown(volume.boolean('configuredAtLaunch'), true)) continue;
      report({
        at: name.node,
        message: `No container mounts "${name.value}", which is configured at launch: mount it`,
        rejection: `Volumes [${name.value}] are not referenced by any of the containers`,
        // ECS accepts at most ten containers.
        fixes: task.containers.items.slice(0, 10).map((container) => ({
          title: `Mount it in container ${container.title}`,
          edits: mount(container, name.value),
        })),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "db",
  "containerDefinitions": [
    {
      "name": "db",
      "image": "postgres:17.2",
      "memory": 1024 // enough for now
    }
  ],
  "volumes": [{ "name": "data", "configuredAtLaunch": true }]
}`,
  ],
  good: [
    `{
  "family": "db",
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17.2", "memory": 1024, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [{ "name": "data", "configuredAtLaunch": true }]
}`,
    `{
  "family": "db",
  "containerDefinitions": [{ "name": "db", "image": "postgres:17.2", "memory": 1024, "mountPoints": "\${mounts}" }],
  "volumes": [{ "name": "data", "configuredAtLaunch": true }]
}`,
  ],
  fixed: [
    `{
  "family": "db",
  "containerDefinitions": [
    {
      "name": "db",
      "image": "postgres:17.2",
      "memory": 1024, // enough for now
      "mountPoints": [
        {
          "sourceVolume": "data",
          "containerPath": "/mnt/data"
        }
      ]
    }
  ],
  "volumes": [{ "name": "data", "configuredAtLaunch": true }]
}`,
  ],
};

function mount(container: Container, volume: string): NodeEdit[] {
  const mountPoint = { sourceVolume: volume, containerPath: new Ask(`/mnt/${volume}`) };
  const list = container.member('mountPoints')?.value;
  return [list?.kind === 'array' ? insert(list, mountPoint) : set(container.node, 'mountPoints', [mountPoint])];
}
