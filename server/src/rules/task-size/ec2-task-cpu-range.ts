import { formatVCpu } from '../../model/units.ts';
import { set } from '../../syntax/edit.ts';
import { claimsOf } from '../parts/container-claims.ts';
import { type Examples, rule } from '../rule.ts';

/**
 * The least CPU units for a task on EC2 or external instances. Source: RegisterTaskDefinition cpu, checked 2026-11-24.
 */
const SMALLEST = 128;
const LARGEST = 196608;

export default rule({
  title: 'The task’s cpu is out of range for EC2',
  severity: 'warning',
  source: {
    from: 'API reference of RegisterTaskDefinition, cpu; its TaskDefinition type says that any value can be used',
    checked: '2026-11-24',
  },
  concept: 'cpu-units',
  why: 'Tasks on EC2 and external instances may leave `cpu` out. If it is set, AWS supports 128 to 196608 CPU units: 0.125 to 192 vCPU.',
  check(task, report) {
    // Fargate has its own sizes and rules for them.
    if (task.requires('FARGATE') === 'yes') return;
    if (task.requires('EC2') !== 'yes' && task.requires('EXTERNAL') !== 'yes') return;
    const cpu = task.cpuUnits;
    if (cpu.state !== 'known' || (cpu.value >= SMALLEST && cpu.value <= LARGEST)) return;
    const claimed = claimsOf(task).cpuUnits;
    const nearest = cpu.value < SMALLEST ? Math.max(SMALLEST, claimed) : LARGEST;
    report({
      at: cpu.node,
      message: `On EC2, the task's cpu can be "${SMALLEST}" to "${LARGEST}": change it or leave it out`,
      fixes:
        claimed <= nearest
          ? [
              {
                title: `Set cpu to "${nearest}" (${formatVCpu(nearest)})`,
                edits: [set(task.node!, 'cpu', String(nearest))],
              },
            ]
          : [],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "cpu": "64", // hardly anything
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 64, "memory": 128 }]
}`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "128", "memory": "512" }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "192 vCPU", "memory": "512" }`,
    `{ "family": "web", "cpu": "64", "memory": "512" }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "cpu": "128", // hardly anything
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 64, "memory": 128 }]
}`,
  ],
};
