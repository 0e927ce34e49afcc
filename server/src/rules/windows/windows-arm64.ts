import { isKnown } from '../../model/field.ts';
import { replace } from '../../syntax/edit.ts';
import { systemDemand } from '../parts/demands.ts';
import { type Examples, rule } from '../rule.ts';

export default rule({
  title: 'Windows containers do not run on ARM64',
  severity: 'error',
  refusedBy: 'registration',
  source: { from: 'cdk-preflight pf-ecs-windows-arm64', checked: '2026-11-24' },
  concept: 'runtime-platform',
  why: 'ECS runs Windows containers only on the architecture `X86_64`; `ARM64` is for Linux.',
  check(task, report) {
    const platform = task.object('runtimePlatform');
    const architecture = platform.string('cpuArchitecture');
    if (task.isWindows !== 'yes' || !isKnown(architecture, 'ARM64')) return;
    report({
      at: architecture.node!,
      message: 'Windows containers do not run on "ARM64": use "X86_64"',
      fixes: [{ title: 'Set cpuArchitecture to "X86_64"', edits: [replace(architecture.node!, 'X86_64')] }],
      related: systemDemand(task),
    });
  },
});

export const examples: Examples = {
  bad: [
    `{
  "family": "web",
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", // as on the build server
    "cpuArchitecture": "ARM64"
  }
}`,
  ],
  good: [
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64" } }`,
    `{ "family": "web", "runtimePlatform": { "cpuArchitecture": "ARM64" } }`,
    `{ "family": "web", "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", "cpuArchitecture": "\${arch}" } }`,
  ],
  fixed: [
    `{
  "family": "web",
  "runtimePlatform": {
    "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE", // as on the build server
    "cpuArchitecture": "X86_64"
  }
}`,
  ],
};
