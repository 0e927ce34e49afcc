import { fargateSize } from '../../model/facts.ts';
import { isFargateCpuWrong, possibleSizesByCpu, setSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'On Fargate, Windows tasks can have at most 4 vCPU',
  severity: 'warning',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Fargate: task size; AWS CDK',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'The sizes with 8, 16 and 32 vCPU are listed only for Linux, on platform version 1.4.0 or later.',
  check(task, report) {
    const cpu = task.cpuUnits;
    if (cpu.state !== 'known' || !isFargateCpuWrong(task)) return;
    if (!fargateSize(cpu.value) || cpu.value <= 4096) return;
    report({
      at: cpu.node,
      message: `On Fargate, Windows tasks can have at most 4 vCPU: set cpu to "4096"`,
      fixes: possibleSizesByCpu(task)
        .reverse()
        .map((size) => setSize(task, size)),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "cpu": "8192",
  "memory": "16384" // for the build cache
}`,
  ],
  good: [
    `{ "family": "iis", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": "4096", "memory": "16384" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "8192", "memory": "16384" }`,
  ],
  fixed: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "cpu": "4096",
  "memory": "16384" // for the build cache
}`,
  ],
};
