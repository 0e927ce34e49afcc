import { set } from '../../syntax/edit.ts';
import { claimsOf } from '../parts/container-claims.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container has cpu 1',
  severity: 'warning',
  source: { from: 'API reference of ContainerDefinition, cpu', checked: '2026-11-24' },
  concept: 'cpu-units',
  why: "A container's `cpu` is in CPU units, and one vCPU is 1024 of them. Linux has no share below 2, so the agent raises 1 to 2: almost nothing while other containers are busy.",
  check(container, report) {
    const { task } = container;
    // Windows uses a different scale.
    if (task.isWindows === 'yes') return;
    const cpu = container.number('cpu');
    if (cpu.state !== 'known' || cpu.value !== 1) return;
    const free = (task.cpuUnits.value ?? Number.POSITIVE_INFINITY) - (claimsOf(task).cpuUnits - 1);
    report({
      at: cpu.node,
      message: 'cpu 1 is one CPU unit, not one vCPU: write 1024 for one vCPU',
      fixes: [1024, 2]
        .filter((units) => units <= free)
        .map((units) => ({ title: `Set cpu to ${units}`, edits: [set(container.node, 'cpu', units)] })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "cpu": 1 /* vCPU */, "memory": 512 }
  ]
}`,
  ],
  good: [
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 2, "memory": 512 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 0, "memory": 512 }] }`,
    `{ "family": "iis", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "cpu": 1, "memory": 512 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "cpu": 1024 /* vCPU */, "memory": 512 }
  ]
}`,
  ],
};
