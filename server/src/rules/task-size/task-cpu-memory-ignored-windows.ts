import type { Fix } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { remove, set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Outside Fargate, Windows ignores the task’s cpu and memory',
  severity: 'warning',
  source: { from: 'API reference of RegisterTaskDefinition, cpu and memory', checked: '2026-11-24' },
  concept: 'windows',
  why: 'On your own Windows instances, only the `cpu` and `memory` of the containers count. A limit on the task has no effect, and no capacity is reserved for it.',
  check(task, report) {
    if (task.isWindows !== 'yes' || task.requires('FARGATE') !== 'no') return;
    const { cpuUnits: cpu, memoryMiB: memory } = task;
    const written = [cpu, memory].flatMap((field) => (field.state === 'known' ? [field] : []));
    const [first, second] = written;
    if (!first) return;
    const names = written.map((field) => field.property!.key.value).join(' and ');
    report({
      at: first.node,
      message: `Outside Fargate, Windows ignores ${names} of the task: set ${second ? 'them' : 'it'} on the containers`,
      tag: 'unnecessary',
      fixes: moveToContainer(task),
      related: second ? [{ at: second.node, message: 'This has no effect either' }] : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "cpu": "1 vCPU",
  "memory": "2 GB", // for IIS
  "containerDefinitions": [
    {
      "name": "iis",
      "image": "example.com/iis:1.0"
    }
  ]
}`,
  ],
  good: [
    `{ "family": "iis", "requiresCompatibilities": ["EC2"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "iis", "image": "example.com/iis:1.0", "cpu": 1024, "memory": 2048 }] }`,
    `{ "family": "iis", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": "1024", "memory": "2048" }`,
    `{ "family": "iis", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": "1024", "memory": "2048" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "1024", "memory": "2048" }`,
  ],
  fixed: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  // for IIS
  "containerDefinitions": [
    {
      "name": "iis",
      "image": "example.com/iis:1.0",
      "cpu": 1024,
      "memory": 2048
    }
  ]
}`,
  ],
};

/** Moves the amounts to the container if there is only one, and keeps the container's own. */
function moveToContainer(task: TaskDefinition): Fix[] {
  const [container] = task.containers.items;
  if (!container || task.containers.open || task.containers.length !== 1 || container.has('memoryReservation'))
    return [];
  const { cpuUnits: cpu, memoryMiB: memory } = task;
  const own = container.number('cpu');
  const movesCpu = cpu.state === 'known' && (own.state === 'absent' || own.value === 0);
  const movesMemory = memory.state === 'known' && container.number('memory').state === 'absent';
  return [
    {
      title: `Move to container ${container.title}`,
      edits: [
        ...(cpu.state === 'known' ? [remove(cpu.property!)] : []),
        ...(memory.state === 'known' ? [remove(memory.property!)] : []),
        ...(movesCpu ? [set(container.node, 'cpu', cpu.value, 'image')] : []),
        ...(movesMemory ? [set(container.node, 'memory', memory.value, 'image')] : []),
      ],
    },
  ];
}
