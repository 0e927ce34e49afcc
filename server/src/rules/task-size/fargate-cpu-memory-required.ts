import type { TaskDefinition } from '../../model/task.ts';
import { possibleSizes, setSize, type TaskSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate needs cpu and memory on the task',
  severity: 'error',
  source: { from: 'cdk-preflight pf-ecs-fargate-task-cpu-memory', checked: '2026-11-24' },
  concept: 'task-size',
  why: 'On Fargate you pay for the size of the task, so the task itself must say it. What the containers claim for themselves is a share of that size and does not replace it.',
  rejection: "Fargate requires that 'cpu' be defined at the task level.",
  check(task, report) {
    const demand = task.compatibility('FARGATE');
    if (!demand) return;
    const missing = [
      ...(task.string('cpu').state === 'absent' ? ['cpu'] : []),
      ...(task.string('memory').state === 'absent' ? ['memory'] : []),
    ].join(' and ');
    if (missing === '') return;
    const size = smallestSize(task);
    report({
      at: demand,
      message: `Fargate needs ${missing} on the task: add ${missing === 'cpu and memory' ? 'both' : 'it'}`,
      fixes: size ? [setSize(task, size)] : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", // one network interface a task
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 600 },
    { "name": "cache", "image": "redis:7.4", "memory": 300 }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1 vCPU" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "memory": "4 GB" }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "\${cpu}", "memory": "\${memory}" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"] }`,
    `{ "family": "web", "networkMode": "awsvpc" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", // one network interface a task
  "cpu": "256",
  "memory": "1024",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 600 },
    { "name": "cache", "image": "redis:7.4", "memory": 300 }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1 vCPU", "memory": "2048" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "4 GB" }`,
  ],
};

/** The smallest size that keeps what the task says already; else one that is at least as large. */
function smallestSize(task: TaskDefinition): TaskSize | undefined {
  const sizes = possibleSizes(task);
  const cpu = task.cpuUnits.value;
  const memory = task.memoryMiB.value;
  return (
    sizes.find((size) => (cpu ?? size.cpuUnits) === size.cpuUnits && (memory ?? size.memoryMiB) === size.memoryMiB) ??
    sizes.find((size) => size.cpuUnits >= (cpu ?? 0) && size.memoryMiB >= (memory ?? 0)) ??
    sizes[0]
  );
}
