import { forbidOnWindows } from '../parts/windows-refusal.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'linuxParameters is only for Linux containers',
  severity: 'warning',
  source: { from: 'SDK ContainerDefinition.linuxParameters', checked: '2026-11-24' },
  concept: 'windows',
  why: 'Capabilities, devices, swap and the other settings in `linuxParameters` are features of the Linux kernel, and ECS does not support them for Windows containers.',
  check(container, report) {
    forbidOnWindows(
      container,
      'linuxParameters',
      'Windows containers do not support linuxParameters: remove it',
      report,
    );
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1", // IIS
      "memory": 512,
      "linuxParameters": { "initProcessEnabled": true }
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "linuxParameters": { "initProcessEnabled": true } }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "\${os}" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "linuxParameters": { "initProcessEnabled": true } }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "linuxParameters": {} }]
}`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/iis:1", // IIS
      "memory": 512
    }
  ]
}`,
  ],
};
