import { fargateSize } from '../../model/facts.ts';
import { isFargateCpuWrong, possibleSizesByCpu, setSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'On Fargate, Windows tasks need at least 1 vCPU',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-windows-cpu-under-1vcpu', checked: '2026-11-24' },
  concept: 'windows',
  why: 'Fargate’s two smallest sizes, 0.25 and 0.5 vCPU, are only for Linux. Windows tasks start at 1 vCPU and 2 GB.',
  rejection: 'No Fargate configuration exists for given values',
  check(task, report) {
    const cpu = task.cpuUnits;
    if (cpu.state !== 'known' || !isFargateCpuWrong(task)) return;
    // fargate-cpu-value reports a value that Fargate does not offer at all.
    if (!fargateSize(cpu.value) || cpu.value >= 1024) return;
    report({
      at: cpu.node,
      message: `On Fargate, Windows tasks need at least 1 vCPU: set cpu to "1024"`,
      fixes: possibleSizesByCpu(task).map((size) => setSize(task, size)),
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
  "cpu": "512", // too little
  "memory": "1024"
}`,
  ],
  good: [
    `{ "family": "iis", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": "1024", "memory": "2048" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "LINUX" }, "cpu": "512", "memory": "1024" }`,
    `{ "family": "iis", "requiresCompatibilities": ["EC2"], "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "cpu": "512", "memory": "1024" }`,
    `{ "family": "iis", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "\${os}" }, "cpu": "512", "memory": "1024" }`,
  ],
  fixed: [
    `{
  "family": "iis",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "cpu": "1024", // too little
  "memory": "2048"
}`,
  ],
};
