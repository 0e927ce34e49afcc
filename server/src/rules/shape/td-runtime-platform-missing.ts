import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'The platform is not set',
  severity: 'info',
  quiet: true,
  source: {
    from: 'Amazon ECS developer guide, task definition parameters for Fargate: runtime platform',
    checked: '2026-11-24',
  },
  concept: 'runtime-platform',
  why: 'Without `runtimePlatform`, Fargate runs the task on Linux and X86_64. An image that was built on a Mac with Apple silicon then fails with `exec format error`. Stating the platform makes clear what to build the image for.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes' || task.object('runtimePlatform').presence !== 'absent') return;
    report({
      at: task.compatibility('FARGATE')!,
      message: 'runtimePlatform is left out, so Fargate runs X86_64 images: state what yours is built for',
      fixes: (['X86_64', 'ARM64'] as const).map((cpuArchitecture) => ({
        title: `Add runtimePlatform for Linux on ${cpuArchitecture}`,
        edits: [
          set(
            task.node!,
            'runtimePlatform',
            { operatingSystemFamily: 'LINUX', cpuArchitecture },
            'requiresCompatibilities',
          ),
        ],
      })),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"], // no servers
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  good: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "runtimePlatform": \${platform},
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"], // no servers
  "runtimePlatform": {
    "operatingSystemFamily": "LINUX",
    "cpuArchitecture": "X86_64"
  },
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
};
