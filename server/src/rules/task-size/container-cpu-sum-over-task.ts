import type { Fix } from '../../findings/report.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';
import { formatVCpu } from '../../model/units.ts';
import { set } from '../../syntax/edit.ts';
import { claimsOf, isTaskSizeIgnored } from '../parts/container-claims.ts';
import { isFargateCpuWrong, possibleSizesByCpu, setSize } from '../parts/fargate-size-fixes.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The containers request more CPU than the task has',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-fargate-container-cpu-over-task', checked: '2026-11-24' },
  concept: 'cpu-units',
  why: "A container's `cpu` is its share of the task's `cpu` while all are busy, so the sum cannot exceed the task's. A container without `cpu` gets what is left.",
  rejection: "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
  check(task, report) {
    const whole = task.cpuUnits;
    if (whole.state !== 'known' || whole.value === 0 || isFargateCpuWrong(task) || isTaskSizeIgnored(task)) return;
    const claimed = claimsOf(task).cpuUnits;
    if (claimed <= whole.value) return;
    const containers = task.containers.items.filter((container) => (container.number('cpu').value ?? 0) > 0);
    report({
      at: whole.node,
      message: `The containers request ${claimed} CPU units, but the task has only ${whole.value}: lower cpu or raise the task's`,
      fixes: [...raiseTask(task, claimed), ...scaleDown(containers, whole.value / claimed)],
      related: containers.map((container) => ({
        at: container.member('cpu')?.value ?? container.label,
        message: `Container ${container.title} requests ${container.number('cpu').value}`,
      })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256", // for both
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "cpu": 200 },
    { "name": "cache", "image": "redis:7.4", "cpu": 200 }
  ]
}`,
    `{ "family": "web", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 512 }] }`,
  ],
  good: [
    `{ "family": "web", "cpu": "256", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256 }, { "name": "cache", "image": "redis:7.4", "cpu": 0 }] }`,
    `{ "family": "web", "cpu": "1 vCPU", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 1024 }] }`,
    `{ "family": "web", "cpu": "\${cpu}", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 1024 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 1024, "memory": 512 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "512", // for both
  "memory": "1024",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "cpu": 200 },
    { "name": "cache", "image": "redis:7.4", "cpu": 200 }
  ]
}`,
    `{ "family": "web", "cpu": "512", "memory": "512", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 512 }] }`,
  ],
};

function raiseTask(task: TaskDefinition, claimed: number): Fix[] {
  if (task.requires('FARGATE') !== 'yes') {
    return [
      {
        title: `Set cpu of the task to "${claimed}" (${formatVCpu(claimed)})`,
        edits: [set(task.node!, 'cpu', String(claimed))],
      },
    ];
  }
  return possibleSizesByCpu(task)
    .slice(0, 1)
    .map((size) => setSize(task, size));
}

/** Scales the containers' shares down to the task's CPU, in proportion; no fix if a share would round to nothing. */
function scaleDown(containers: readonly Container[], factor: number): Fix[] {
  const shares = containers.map((container) => ({
    container,
    cpu: Math.floor((container.number('cpu').value ?? 0) * factor),
  }));
  if (shares.some(({ cpu }) => cpu < 2)) return [];
  return [
    {
      title: `Set cpu of ${shares.map(({ container, cpu }) => `${container.title} to ${cpu}`).join(', of ')}`,
      edits: shares.map(({ container, cpu }) => set(container.node, 'cpu', cpu)),
    },
  ];
}
