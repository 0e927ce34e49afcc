import { isKnown } from '../../model/field.ts';
import { set } from '../../syntax/edit.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'ARM64 costs less than X86_64',
  severity: 'info',
  quiet: true,
  source: { from: 'AWS Fargate pricing: Linux/ARM beside Linux/X86', checked: '2026-11-24' },
  concept: 'runtime-platform',
  why: 'Fargate bills ARM64 at about a fifth less than X86_64 for the same size. Every image of the task has to be built for it; many public images are.',
  check(task, report) {
    if (task.requires('FARGATE') !== 'yes' || task.isWindows !== 'no') return;
    const platform = task.object('runtimePlatform');
    const architecture = platform.string('cpuArchitecture');
    if (architecture.state !== 'absent' && !isKnown(architecture, 'X86_64')) return;
    report({
      at: architecture.node ?? platform.property?.key ?? task.member('cpu')?.value ?? task.compatibility('FARGATE')!,
      message: 'Fargate bills ARM64 about a fifth less than X86_64: use it if your images support it',
      fixes: [
        {
          title: 'Set cpuArchitecture to "ARM64"',
          edits: [
            platform.node
              ? set(platform.node, 'cpuArchitecture', 'ARM64')
              : set(
                  task.node!,
                  'runtimePlatform',
                  { operatingSystemFamily: 'LINUX', cpuArchitecture: 'ARM64' },
                  'requiresCompatibilities',
                ),
          ],
        },
      ],
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "runtimePlatform": {
    "operatingSystemFamily": "LINUX",
    "cpuArchitecture": "X86_64" // as ever
  },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
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
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024",
  "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", "cpuArchitecture": "X86_64" },
  "containerDefinitions": [{ "name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "\${arch}" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "runtimePlatform": {
    "operatingSystemFamily": "LINUX",
    "cpuArchitecture": "ARM64" // as ever
  },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "runtimePlatform": {
    "operatingSystemFamily": "LINUX",
    "cpuArchitecture": "ARM64"
  },
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
  ],
};
