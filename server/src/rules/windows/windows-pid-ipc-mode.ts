import { forbidBecause, systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows does not support pidMode and ipcMode',
  severity: 'warning',
  source: {
    from: 'Amazon ECS API reference, RegisterTaskDefinition; aws-cdk-lib PidModeNotSupportedWindowsContainers',
    checked: '2026-11-24',
  },
  concept: 'windows',
  why: 'Containers can share process and IPC namespaces only on Linux. On Windows the setting does not do what it says.',
  check(task, report) {
    if (task.isWindows !== 'yes') return;
    const isFargate = task.requires('FARGATE') === 'yes';
    for (const key of ['pidMode', 'ipcMode'] as const) {
      const mode = task.string(key);
      // fargate-ipc-mode and fargate-pid-mode-host report these.
      if (mode.state !== 'known' || (isFargate && (key === 'ipcMode' || mode.value === 'host'))) continue;
      const message = `Windows containers do not support "${key}": remove it`;
      forbidBecause(systemDemand(task), task, task, key, message, report);
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "pidMode": "task",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }
}`,
  ],
  good: [
    `{ "family": "web", "pidMode": "task", "runtimePlatform": { "operatingSystemFamily": "LINUX" } }`,
    `{ "family": "web", "pidMode": "", "ipcMode": null, "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
    `{ "family": "web", "pidMode": "\${pid_mode}", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }
}`,
  ],
};
