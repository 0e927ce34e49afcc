import { remove, set } from '../../syntax/edit.ts';
import { systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows on EC2 does not support this network mode',
  severity: 'warning',
  source: { from: 'Amazon ECS API reference, RegisterTaskDefinition.networkMode', checked: '2026-11-24' },
  concept: 'network-mode',
  why: 'Windows instances support two networks: their own default, used if `networkMode` is left out, and `awsvpc` since Windows Server 2019.',
  check(task, report) {
    // On Fargate, fargate-network-mode reports everything but awsvpc.
    if (task.isWindows !== 'yes' || task.requires('FARGATE') === 'yes') return;
    const mode = task.networkMode;
    if (mode.state !== 'known') return;
    const family = task.object('runtimePlatform').string('operatingSystemFamily');
    const isOld = family.value === 'WINDOWS_SERVER_2016_FULL';
    const leaveOut = { title: 'Remove "networkMode"', edits: [remove(mode.property!)] };
    const related = systemDemand(task);
    if (mode.value === 'awsvpc') {
      if (!isOld) return;
      report({
        at: mode.node,
        message: 'Windows Server 2016 does not support awsvpc: remove "networkMode"',
        fixes: [leaveOut],
        related,
      });
    } else if (mode.value === 'bridge' || mode.value === 'host' || mode.value === 'none') {
      report({
        at: mode.node,
        message: `Windows does not support network mode "${mode.value}": remove it, or use "awsvpc"`,
        fixes: isOld
          ? [leaveOut]
          : [leaveOut, { title: 'Set networkMode to "awsvpc"', edits: [set(task.node!, 'networkMode', 'awsvpc')] }],
        related,
      });
    }
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web", // the shop
  "networkMode": "bridge",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }
}`,
    `{ "family": "web", "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2016_FULL" } }`,
  ],
  good: [
    `{ "family": "web", "networkMode": "awsvpc", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
    `{ "family": "web", "networkMode": "bridge", "runtimePlatform": { "operatingSystemFamily": "LINUX" } }`,
    `{ "family": "web", "networkMode": "\${mode}", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" } }`,
  ],
  fixed: [
    `{
  "family": "web", // the shop
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" }
}`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2016_FULL" } }`,
  ],
};
