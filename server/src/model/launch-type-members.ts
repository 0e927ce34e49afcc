import type { Compatibility } from '@aws-sdk/client-ecs';

const EC2: readonly Compatibility[] = ['EC2'];
const INSTANCES: readonly Compatibility[] = ['EC2', 'EXTERNAL'];
const ANY_INSTANCES: readonly Compatibility[] = ['EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];
const AWS: readonly Compatibility[] = ['EC2', 'FARGATE', 'MANAGED_INSTANCES'];

/**
 * Members that only some launch types support; a member that is not listed works on all of them.
 * Source: the launch types in schemas/docs; a test compares the two.
 */
export const LAUNCH_TYPES_OF_MEMBER: Readonly<Record<string, readonly Compatibility[]>> = {
  'RegisterTaskDefinitionRequest.ephemeralStorage': ['FARGATE'],
  'RegisterTaskDefinitionRequest.enableFaultInjection': ['EC2', 'FARGATE'],
  'RegisterTaskDefinitionRequest.ipcMode': INSTANCES,
  'RegisterTaskDefinitionRequest.placementConstraints': ANY_INSTANCES,
  'RegisterTaskDefinitionRequest.proxyConfiguration': ['EC2', 'FARGATE'],
  'ContainerDefinition.disableNetworking': INSTANCES,
  'ContainerDefinition.dnsSearchDomains': INSTANCES,
  'ContainerDefinition.dnsServers': INSTANCES,
  'ContainerDefinition.dockerLabels': ['EC2', 'EXTERNAL', 'FARGATE'],
  'ContainerDefinition.dockerSecurityOptions': INSTANCES,
  'ContainerDefinition.extraHosts': INSTANCES,
  'ContainerDefinition.hostname': INSTANCES,
  'ContainerDefinition.links': INSTANCES,
  'ContainerDefinition.privileged': ANY_INSTANCES,
  'ContainerDefinition.resourceRequirements': ANY_INSTANCES,
  'LinuxParameters.devices': ANY_INSTANCES,
  'LinuxParameters.maxSwap': INSTANCES,
  'LinuxParameters.sharedMemorySize': INSTANCES,
  'LinuxParameters.swappiness': INSTANCES,
  'HostVolumeProperties.sourcePath': ANY_INSTANCES,
  'PortMapping.containerPortRange': AWS,
  'ResourceRequirement.sharingStrategy': ['EC2', 'MANAGED_INSTANCES'],
  'Volume.configuredAtLaunch': AWS,
  'Volume.dockerVolumeConfiguration': INSTANCES,
  'Volume.efsVolumeConfiguration': AWS,
  'Volume.fsxWindowsFileServerVolumeConfiguration': EC2,
  'Volume.s3filesVolumeConfiguration': ['FARGATE', 'MANAGED_INSTANCES'],
};

/** Members that Windows containers do not support. Source: the launch types in schemas/docs. */
export const LINUX_ONLY_MEMBERS: ReadonlySet<string> = new Set([
  'RegisterTaskDefinitionRequest.enableFaultInjection',
  'RegisterTaskDefinitionRequest.ipcMode',
  'RegisterTaskDefinitionRequest.pidMode',
  'RegisterTaskDefinitionRequest.proxyConfiguration',
  'ContainerDefinition.disableNetworking',
  'ContainerDefinition.dnsSearchDomains',
  'ContainerDefinition.dnsServers',
  'ContainerDefinition.extraHosts',
  'ContainerDefinition.firelensConfiguration',
  'ContainerDefinition.links',
  'ContainerDefinition.linuxParameters',
  'ContainerDefinition.memoryReservation',
  'ContainerDefinition.privileged',
  'ContainerDefinition.readonlyRootFilesystem',
  'ContainerDefinition.systemControls',
  'ContainerDefinition.ulimits',
  'Volume.efsVolumeConfiguration',
]);

/** Members that work only in some network modes. Source: our rules on network modes and the texts in schemas/docs. */
export const NETWORK_MODES_OF_MEMBER: Readonly<Record<string, readonly string[]>> = {
  'RegisterTaskDefinitionRequest.proxyConfiguration': ['awsvpc'],
  'RegisterTaskDefinitionRequest.enableFaultInjection': ['awsvpc', 'host'],
  'ContainerDefinition.disableNetworking': ['bridge', 'host', 'none'],
  'ContainerDefinition.dnsSearchDomains': ['bridge', 'host', 'none'],
  'ContainerDefinition.dnsServers': ['bridge', 'host', 'none'],
  'ContainerDefinition.extraHosts': ['bridge', 'host', 'none'],
  'ContainerDefinition.hostname': ['bridge', 'host', 'none'],
  'ContainerDefinition.links': ['bridge'],
  'ContainerDefinition.portMappings': ['awsvpc', 'bridge', 'host'],
  'PortMapping.containerPortRange': ['awsvpc', 'bridge'],
};

/**
 * Members that ECS still accepts but new files should avoid: `links` is a legacy Docker feature, and App Mesh, which
 * `proxyConfiguration` is for, ended on 30 September 2026 according to the text in schemas/docs.
 */
export const DEPRECATED_MEMBERS: ReadonlySet<string> = new Set([
  'RegisterTaskDefinitionRequest.proxyConfiguration',
  'ContainerDefinition.links',
]);

/** Members that the API still has but ECS refuses: Elastic Inference is gone, according to the text in schemas/docs. */
export const RETIRED_MEMBERS: ReadonlySet<string> = new Set(['RegisterTaskDefinitionRequest.inferenceAccelerators']);
