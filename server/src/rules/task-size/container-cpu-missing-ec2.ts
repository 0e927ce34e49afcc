import { set } from '../../syntax/edit.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'A container on EC2 without cpu',
  severity: 'info',
  quiet: true,
  source: { from: 'API reference of ContainerDefinition, cpu', checked: '2026-11-28' },
  concept: 'cpu-units',
  why: 'Without `cpu` on the task or the container, a Linux container gets the smallest possible share while the instance is busy, and a Windows container 1 % of one CPU. ECS also reserves no CPU for it when it places the task.',
  check(container, report) {
    const { task } = container;
    if (task.requires('EC2') !== 'yes' || task.requires('FARGATE') === 'yes') return;
    const isWindows = task.isWindows === 'yes';
    // ECS ignores the task's cpu for Windows containers.
    if (task.string('cpu').state !== 'absent' && !isWindows) return;
    const cpu = container.number('cpu');
    if (cpu.state === 'deferred' || (cpu.state === 'known' && cpu.value !== 0)) return;
    report({
      at: cpu.node ?? container.label,
      ...(isWindows ? { severity: 'warning' as const } : {}),
      message: isWindows
        ? `Windows gives container ${container.title} 1 % of one CPU: set cpu`
        : `Container ${container.title} has no cpu, so it gets almost none while others are busy: set it`,
      fixes: [{ title: 'Set cpu to 256 (0.25 vCPU)', edits: [set(container.node, 'cpu', 256, 'image')] }],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // the front
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "1024", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "cpu": 0 }] }`,
  ],
  good: [
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256, "memory": 128 }] }`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "256", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
    `{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27", // the front
      "cpu": 256,
      "memory": 128
    }
  ]
}`,
    `{ "family": "web", "requiresCompatibilities": ["EC2"], "cpu": "1024", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }, "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 2048, "cpu": 256 }] }`,
  ],
};
