import type { Related } from '../../findings/report.ts';
import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Mount, mountsOf } from '../parts/mounts.ts';
import { type Examples, rule } from '../rule.ts';

/** Sources: CIS Docker Benchmark 5.5 (directories) and 5.31 (socket), checked 2026-11-24. */
const DIRECTORIES = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/root', '/sys', '/usr']);
const SOCKET = /^\/(?:var\/)?run\/(?:docker|containerd\/containerd)\.sock$/;

export default rule({
  title: 'A container can change the host that it runs on',
  severity: 'info',
  source: { from: 'CIS Docker Benchmark 5.5 and 5.31', checked: '2026-11-24' },
  concept: 'bind-mount',
  why: 'Whoever can write to a system directory of the host, or can talk to Docker, controls the instance and every task on it. For agents that monitor the host, read-only mounts are usually enough.',
  check(task, report) {
    // On Fargate, volume-host-source-path-fargate reports every path.
    if (task.requires('FARGATE') === 'yes') return;
    const mountsByVolume = new Map<string, Mount[]>();
    for (const mount of mountsOf(task)) {
      const source = mount.mount.string('sourceVolume').value;
      if (source !== undefined) mountsByVolume.set(source, [...(mountsByVolume.get(source) ?? []), mount]);
    }
    for (const volume of task.volumes) {
      const path = volume.object('host').string('sourcePath');
      const name = volume.string('name');
      if (path.state !== 'known' || name.state !== 'known') continue;
      const plain = path.value.replace(/(?<=.)\/$/, '');
      const mounts = mountsByVolume.get(name.value) ?? [];
      if (SOCKET.test(plain) && mounts.length > 0) {
        report({
          at: path.node,
          message: `Whoever can use "${path.value}" controls the whole instance: mount it only if you have to`,
          related: mounts.map(mountedIn),
        });
      }
      if (!DIRECTORIES.has(plain)) continue;
      const writable = mounts.filter(({ mount }) => {
        const readOnly = mount.boolean('readOnly');
        return readOnly.state === 'absent' || isKnown(readOnly, false);
      });
      if (writable.length === 0) continue;
      report({
        at: path.node,
        message: `A container can write to "${path.value}" on the host: mount it read-only`,
        fixes: [
          {
            title: 'Mount it read-only',
            edits: writable.map(({ mount }) => set(mount.node!, 'readOnly', true)),
          },
        ],
        related: writable.map(mountedIn),
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "agent",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "agent",
      "image": "agent:1",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "proc", "containerPath": "/host/proc" } // for the metrics
      ]
    }
  ],
  "volumes": [{ "name": "proc", "host": { "sourcePath": "/proc/" } }]
}`,
    `{
  "family": "agent",
  "containerDefinitions": [
    { "name": "agent", "image": "agent:1", "memory": 128, "mountPoints": [{ "sourceVolume": "docker", "containerPath": "/docker.sock", "readOnly": true }] }
  ],
  "volumes": [{ "name": "docker", "host": { "sourcePath": "/var/run/docker.sock" } }]
}`,
  ],
  good: [
    `{
  "family": "agent",
  "containerDefinitions": [
    { "name": "agent", "image": "agent:1", "memory": 128, "mountPoints": [{ "sourceVolume": "proc", "containerPath": "/host/proc", "readOnly": true }] }
  ],
  "volumes": [{ "name": "proc", "host": { "sourcePath": "/proc" } }]
}`,
    `{
  "family": "agent",
  "containerDefinitions": [
    { "name": "agent", "image": "agent:1", "memory": 128, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ],
  "volumes": [{ "name": "data", "host": { "sourcePath": "/usr/share/data" } }]
}`,
  ],
  fixed: [
    `{
  "family": "agent",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "agent",
      "image": "agent:1",
      "memory": 128,
      "mountPoints": [
        { "sourceVolume": "proc", "containerPath": "/host/proc", "readOnly": true } // for the metrics
      ]
    }
  ],
  "volumes": [{ "name": "proc", "host": { "sourcePath": "/proc/" } }]
}`,
    '',
  ],
};

function mountedIn({ mount, container }: Mount): Related {
  return { at: mount.string('sourceVolume').node!, message: `Mounted in container ${container.title}` };
}
