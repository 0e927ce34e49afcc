import { forbidOnWindows } from '../parts/windows-refusal.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'systemControls is only for Linux containers',
  severity: 'warning',
  source: { from: 'SDK SystemControl', checked: '2026-11-28' },
  concept: 'windows',
  why: 'System controls set parameters of the Linux kernel, which Windows does not have. ECS does not support `systemControls` for Windows containers.',
  check(container, report) {
    forbidOnWindows(container, 'systemControls', 'Windows containers do not support systemControls: remove it', report);
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
      "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "systemControls": [] }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "<OS>" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] }]
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
