import { forbidOnWindows } from '../parts/windows-refusal.ts';
import { containerRule, type Examples } from '../rule.ts';

export default containerRule({
  title: 'ulimits is only for Linux containers',
  severity: 'error',
  refusedBy: 'start',
  source: { from: 'SDK ContainerDefinition.ulimits; moby daemon for Windows', checked: '2026-11-28' },
  concept: 'windows',
  why: 'Windows has no ulimits, and ECS does not support them there. Docker on Windows does not create the container and says `invalid option: Windows does not support Ulimits`.',
  check(container, report) {
    forbidOnWindows(container, 'ulimits', 'Windows containers do not support ulimits: remove it', report);
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
      "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }]
    }
  ]
}`,
  ],
  good: [
    `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }] }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "example.com/iis:1", "memory": 512, "ulimits": [] }]
}`,
    `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "<OS>" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 4096 }] }]
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
