import type { Fix } from '../../findings/report.ts';
import { fargateSize } from '../../model/facts.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { formatVCpu } from '../../model/units.ts';
import { isFargateCpuWrong, possibleSizesByCpu, setSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not offer this cpu',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Fargate: task size',
    checked: '2026-11-24',
  },
  concept: 'cpu-units',
  why: 'Fargate offers CPU in fixed steps, from 0.25 to 32 vCPU. The number is in CPU units, and one vCPU is 1024 of them, so `"1"` is not one vCPU.',
  rejection: 'No Fargate configuration exists for given values',
  check(task, report) {
    const cpu = task.cpuUnits;
    if (cpu.state !== 'known' || !isFargateCpuWrong(task) || fargateSize(cpu.value)) return;
    const meant = meantUnits(cpu.value);
    const written = cpu.node.kind === 'string' ? cpu.node.value : cpu.value;
    report({
      at: cpu.node,
      message:
        meant === cpu.value
          ? `Fargate does not offer cpu "${written}": use "256", "512", "1024" or another power of two to "32768"`
          : `Fargate does not offer cpu "${written}", which is in CPU units: write "${meant}" for ${formatVCpu(meant)}`,
      fixes: nearestSizes(task, meant),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "300", // a bit more than 0.25 vCPU
  "memory": "1024"
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1", "memory": "2048" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "3 vCPU", "memory": "1 GB" }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": ".25 vCPU", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "32768", "memory": "61440" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "300", "memory": "1024" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "{{ cpu }}", "memory": "1024" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256", // a bit more than 0.25 vCPU
  "memory": "1024"
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1024", "memory": "2048" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "1 GB" }`,
  ],
};

/** Someone who writes "1" or "2" means vCPUs. */
function meantUnits(cpu: number): number {
  return fargateSize(cpu * 1024) ? cpu * 1024 : cpu;
}

/** The nearest CPU values, those that go with the current memory first. */
function nearestSizes(task: TaskDefinition, wanted: number): Fix[] {
  const memory = task.memoryMiB.value;
  const rank = (size: { memoryMiB: number }) => (memory === undefined || size.memoryMiB === memory ? 0 : 1);
  return possibleSizesByCpu(task)
    .sort((a, b) => rank(a) - rank(b) || Math.abs(a.cpuUnits - wanted) - Math.abs(b.cpuUnits - wanted))
    .slice(0, 3)
    .map((size) => setSize(task, size));
}
