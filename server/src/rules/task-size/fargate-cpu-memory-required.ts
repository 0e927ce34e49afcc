import type { TaskDefinition } from '../../model/task.ts';
import { possibleSizes, setSize, type TaskSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate requires cpu and memory on the task',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'cdk-preflight pf-ecs-fargate-task-cpu-memory; aws/amazon-ecs-cli issue 982, for memory',
    checked: '2026-11-24',
  },
  concept: 'task-size',
  why: 'On Fargate you pay for the size of the task, so the task itself has to state it. What the containers request is a share of that size and does not replace it.',
  rejection: "Fargate requires that 'cpu' be defined at the task level.",
  check(task, report) {
    const demand = task.compatibility('FARGATE');
    if (!demand) return;
    const missing = (['cpu', 'memory'] as const).filter((key) => task.string(key).state === 'absent');
    const [first, second] = missing;
    if (!first) return;
    const empty = missing.flatMap((key) => task.string(key).property?.value ?? []);
    const what = second ? 'both' : 'it';
    const size = smallestSize(task);
    report({
      at: second ? demand : (empty[0] ?? demand),
      message: `Fargate requires ${missing.join(' and ')} on the task: ${empty.length > 0 ? `give ${what} a value` : `add ${what}`}`,
      fixes: size ? [setSize(task, size)] : [],
      rejection: `Fargate requires that '${first}' be defined at the task level.`,
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
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "" }`,
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
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512" }`,
  ],
};

/** The smallest size that keeps what the task already states; otherwise one that is at least as large. */
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
