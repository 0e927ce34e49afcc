import type { TaskDefinition } from '../../model/task.ts';
import { formatMemory } from '../../model/units.ts';
import { possibleSizes, setSize, type TaskSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The task has more memory than its containers may use',
  severity: 'info',
  source: { from: 'Amazon ECS API reference, ContainerDefinition: memory; AWS Fargate pricing', checked: '2026-11-24' },
  concept: 'task-size',
  why: 'Fargate bills the size of the task. If every container has a hard limit in `memory`, they cannot use more than the sum of these limits, and you pay for the rest for nothing. A smaller size may also have less CPU; containers share what none of them has reserved.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const { cpuUnits: cpu, memoryMiB: memory } = task;
    const claimed = hardLimits(task);
    if (cpu.state !== 'known' || memory.state !== 'known' || claimed === undefined) return;
    // If less than half is unused, the headroom may be intended.
    if (claimed * 2 > memory.value) return;
    const smaller = smallestSize(task, cpu.value, claimed);
    if (!smaller || smaller.memoryMiB >= memory.value || smaller.cpuUnits > cpu.value) return;
    report({
      at: memory.node,
      message: `The containers may use only ${formatMemory(claimed)} of ${formatMemory(memory.value)}: choose a smaller size`,
      fixes: [setSize(task, smaller)],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "8192", // to be safe
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 },
    { "name": "metrics", "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049", "memory": 512 }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256, "memory": 512 }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "8192",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 },
    { "name": "metrics", "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049" }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "8192",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": \${memory} }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048", // to be safe
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 },
    { "name": "metrics", "image": "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300049", "memory": 512 }
  ]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256, "memory": 512 }]
}`,
  ],
};

/** The MiB that the containers may use in total; undefined if one of them has no hard limit. */
function hardLimits(task: TaskDefinition): number | undefined {
  if (task.containers.open || task.containers.length === 0) return undefined;
  let sum = 0;
  for (const container of task.containers) {
    const memory = container.number('memory');
    if (memory.state !== 'known' || memory.value <= 0) return undefined;
    sum += memory.value;
  }
  return sum;
}

/** The smallest size that holds the limits. Keeps the CPU unless every container states its own share. */
function smallestSize(task: TaskDefinition, cpuUnits: number, memoryMiB: number): TaskSize | undefined {
  const everyCpuKnown = task.containers.items.every((container) => (container.number('cpu').value ?? 0) > 0);
  return possibleSizes(task).find(
    (size) => size.memoryMiB >= memoryMiB && (everyCpuKnown ? size.cpuUnits <= cpuUnits : size.cpuUnits === cpuUnits),
  );
}
