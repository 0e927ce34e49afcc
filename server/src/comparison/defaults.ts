import type { PlainObject } from './value.ts';

/**
 * What ECS assumes where a member is left out, by API type. Members whose default depends on more than the task
 * definition are not listed.
 * Source: Amazon ECS API reference, the types named; checked 2026-11-28.
 */
export const DEFAULTS: Readonly<Record<string, PlainObject>> = {
  RegisterTaskDefinitionRequest: { enableFaultInjection: false },
  ContainerDefinition: {
    essential: true,
    cpu: 0,
    privileged: false,
    readonlyRootFilesystem: false,
    interactive: false,
    pseudoTerminal: false,
    disableNetworking: false,
    versionConsistency: 'enabled',
  },
  PortMapping: { protocol: 'tcp' },
  HealthCheck: { interval: 30, timeout: 5, retries: 3, startPeriod: 0 },
  MountPoint: { readOnly: false },
  VolumeFrom: { readOnly: false },
  LinuxParameters: { initProcessEnabled: false },
  RuntimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
  EFSVolumeConfiguration: { rootDirectory: '/', transitEncryption: 'DISABLED' },
  EFSAuthorizationConfig: { iam: 'DISABLED' },
  DockerVolumeConfiguration: { scope: 'task', autoprovision: false },
};
