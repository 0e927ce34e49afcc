import { fargateSize } from '../../model/facts.ts';
import type { ValueNode } from '../../syntax/node.ts';
import { claimsOf } from '../parts/container-claims.ts';
import { isFargateCpuWrong, possibleSizes, setSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Fargate does not offer this combination of cpu and memory',
  severity: 'error',
  refusedBy: 'registration',
  source: {
    from: 'Amazon ECS developer guide, task definition differences for Fargate: task size',
    checked: '2026-11-24',
  },
  concept: 'task-size',
  why: 'Fargate offers fixed sizes: each CPU value allows a certain range of memory values. When one of the two changes, the other often has to change too.',
  rejection: 'No Fargate configuration exists for given values',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes') return;
    const cpu = task.cpuUnits;
    const memory = task.memoryMiB;
    if (cpu.state !== 'known' || memory.state !== 'known' || isFargateCpuWrong(task)) return;
    const size = fargateSize(cpu.value);
    if (!size || size.memoryMiB.includes(memory.value)) return;
    // A size that does not hold the containers would only lead to the next error. If none holds them, offer all.
    const holding = size.memoryMiB.filter((value) => value >= claimsOf(task).memoryMiB);
    const choices = holding.length > 0 ? holding : size.memoryMiB;
    const larger = choices.filter((value) => value > memory.value);
    const smaller = choices.filter((value) => value < memory.value).reverse();
    const setMemory = [...larger, ...smaller].map((memoryMiB) => setSize(task, { cpuUnits: cpu.value, memoryMiB }));
    const setCpu = possibleSizes(task)
      .filter((other) => other.memoryMiB === memory.value)
      .map((other) => setSize(task, other));
    report({
      at: memory.node,
      message: `memory ${written(memory.node)} does not fit cpu ${written(cpu.node)} on Fargate: ${wanted(size.memoryMiB)}`,
      fixes: larger.length > 0 ? [...setMemory, ...setCpu] : [...setCpu, ...setMemory],
      related: [{ at: cpu.node, message: 'The cpu that the memory has to fit' }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024", // one vCPU
  "memory": "1900"
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "4 GB" }`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 600 }]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "1 vCPU", "memory": "2GB" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "32768", "memory": "249856" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "1024", "memory": "1900" }`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "\${cpu}", "memory": "1900" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024", // one vCPU
  "memory": "2048"
}`,
    `{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "512", "memory": "4 GB" }`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512",
  "memory": "1024",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 600 }]
}`,
  ],
};

function written(node: ValueNode): string {
  return 'value' in node ? JSON.stringify(node.value) : '';
}

function wanted(values: readonly number[]): string {
  const last = values[values.length - 1];
  if (values.length <= 3) {
    const others = values.slice(0, -1).map((value) => `"${value}"`);
    return `use ${others.join(', ')} or "${last}"`;
  }
  const step = values[1]! - values[0]!;
  return `use "${values[0]}" to "${last}" in steps of ${step}`;
}
