import { isKnown } from '../../model/field.ts';
import { limits, resolve, type Schema, typeName } from '../../schema/schema.ts';
import { healthCommands, portOf } from './health.ts';
import { logSkeleton } from './logging.ts';
import { conditionsFor, dependencies, volumes } from './names.ts';
import { type Skeleton, Stop } from './snippet.ts';
import { definition, type Spot } from './spot.ts';
import { valuesOf } from './values.ts';

/** Members that the skeleton of a type has besides those that ECS needs. */
const MORE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  ContainerDefinition: ['essential', 'portMappings'],
  ContainerRestartPolicy: ['restartAttemptPeriod'],
  DockerVolumeConfiguration: ['scope', 'driver'],
  EFSAuthorizationConfig: ['iam'],
  EFSVolumeConfiguration: ['transitEncryption'],
  HealthCheck: ['interval', 'timeout', 'retries', 'startPeriod'],
  KernelCapabilities: ['drop'],
  KeyValuePair: ['value'],
  LinuxParameters: ['initProcessEnabled'],
  PortMapping: ['containerPort', 'protocol'],
  ProxyConfiguration: ['type', 'properties'],
  ResourceRequirement: ['value'],
  RuntimePlatform: ['operatingSystemFamily', 'cpuArchitecture'],
  SharingStrategy: ['nvidiaMps'],
  Tag: ['key', 'value'],
  TaskDefinitionPlacementConstraint: ['type'],
  VolumeFrom: ['sourceContainer', 'readOnly'],
};

/**
 * What to write where there is something better than the type says. Values and structures are made of each other:
 * a structure of the values of its members, and the value of a member may be a structure.
 */
const PRESETS: Readonly<Record<string, (spot: Spot) => Skeleton>> = {
  'RegisterTaskDefinitionRequest.family': () => new Stop('my-service'),
  'RegisterTaskDefinitionRequest.requiresCompatibilities': () => [new Stop('FARGATE')],
  'ContainerDefinition.name': ({ task }) => new Stop(task.containers.length > 0 ? 'sidecar' : 'app'),
  'ContainerDefinition.image': () => new Stop('REPOSITORY/IMAGE:TAG'),
  'ContainerDefinition.dependsOn': (spot) => [dependencySkeleton(spot)],
  'ContainerDefinition.logConfiguration': logSkeleton,
  'ContainerDefinition.mountPoints': (spot) => [mountSkeleton(spot)],
  'ContainerDefinition.user': () => new Stop('1000:1000'),
  'ContainerDefinition.hostname': ({ container }) => new Stop(container?.name.value ?? 'app'),
  'ContainerDefinition.workingDirectory': () => new Stop('/app'),
  'ContainerDefinition.command': () => [new Stop('')],
  'ContainerDefinition.entryPoint': () => [new Stop('')],
  'ContainerDefinition.dockerLabels': () => ({}),
  'ContainerDefinition.dnsServers': () => [new Stop('10.0.0.2')],
  'ContainerDefinition.dnsSearchDomains': () => [new Stop('example.com')],
  'Device.hostPath': () => new Stop('/dev/fuse'),
  'DockerVolumeConfiguration.driver': () => new Stop('local'),
  'DockerVolumeConfiguration.driverOpts': () => ({}),
  'DockerVolumeConfiguration.labels': () => ({}),
  'EFSAuthorizationConfig.accessPointId': () => new Stop('fsap-0123456789abcdef0'),
  'EFSAuthorizationConfig.iam': () => new Stop('ENABLED'),
  'EFSVolumeConfiguration.fileSystemId': () => new Stop('fs-0123456789abcdef0'),
  'EFSVolumeConfiguration.rootDirectory': () => new Stop('/'),
  'EFSVolumeConfiguration.transitEncryption': () => 'ENABLED',
  'EFSVolumeConfiguration.transitEncryptionPort': () => new Stop(2049),
  'FSxWindowsFileServerAuthorizationConfig.domain': () => new Stop('corp.example.com'),
  'FSxWindowsFileServerVolumeConfiguration.fileSystemId': () => new Stop('fs-0123456789abcdef0'),
  'FSxWindowsFileServerVolumeConfiguration.rootDirectory': () => new Stop('share'),
  'FirelensConfiguration.options': () => ({ 'enable-ecs-log-metadata': 'true' }),
  'HealthCheck.command': (spot) => healthCommands(spot)[0]!.value,
  'HostEntry.hostname': () => new Stop('db.example.com'),
  'HostEntry.ipAddress': () => new Stop('10.0.0.10'),
  'HostVolumeProperties.sourcePath': () => new Stop('/var/data'),
  'KernelCapabilities.add': (spot) => [valuesOf(spot.item())[0]!.value],
  'KernelCapabilities.drop': () => [new Stop('ALL')],
  'KeyValuePair.name': () => new Stop('NAME'),
  'LogConfiguration.options': (spot) => (logSkeleton(spot) as { readonly options: Skeleton }).options,
  'MountPoint.containerPath': () => new Stop('/data'),
  'ProxyConfiguration.properties': () => [
    { name: 'IgnoredUID', value: new Stop('1337') },
    { name: 'ProxyIngressPort', value: new Stop('15000') },
    { name: 'ProxyEgressPort', value: new Stop('15001') },
    { name: 'AppPorts', value: new Stop('8080') },
  ],
  'PortMapping.containerPort': ({ container }) => new Stop(portOf(container) ?? 8080),
  'PortMapping.hostPort': (spot) => valuesOf(spot)[0]?.value ?? new Stop(0),
  'PortMapping.containerPortRange': () => new Stop('8000-8010'),
  'ResourceRequirement.value': () => new Stop('1'),
  'S3FilesVolumeConfiguration.rootDirectory': () => new Stop('/'),
  'S3FilesVolumeConfiguration.transitEncryptionPort': () => new Stop(2049),
  'Secret.name': () => new Stop('NAME'),
  'Secret.valueFrom': (spot) => valuesOf(spot)[0]!.value,
  'Tag.key': () => new Stop('KEY'),
  'Tmpfs.containerPath': () => new Stop('/tmp'),
  'Volume.name': () => new Stop('data'),
  'Volume.host': () => ({}),
};

/** The JSON to write for the value of a member: with its own structure, and with presets where there are likely ones. */
export function skeletonOf(spot: Spot): Skeleton {
  const preset = PRESETS[spot.id];
  if (preset && !spot.beside) return preset(spot);
  const { schema } = spot;
  if (!schema) return new Stop('');
  const type = typeName(schema);
  const resolved = resolve(schema);
  switch (resolved.type) {
    case 'object':
      return type ? objectSkeleton(spot, type) : {};
    case 'array':
      return [skeletonOf(spot.item())];
    case 'boolean':
      return new Stop(true);
    case 'integer':
      return new Stop(firstNumber(spot) ?? lowest(schema) ?? 1);
    default: {
      const values = valuesOf(spot);
      const [first] = values;
      if (!first) return new Stop('');
      if (values.length === 1 || typeof first.value !== 'string') return first.value;
      return new Stop(first.value);
    }
  }
}

/** An object of an API type with the members that ECS needs and the usual ones. */
export function objectSkeleton(spot: Spot, type: string): Skeleton {
  const { required = [] } = definition(type);
  const members = [...new Set([...required, ...(MORE_MEMBERS[type] ?? [])])];
  // Without a size of the task, ECS needs one of the container.
  if (type === 'ContainerDefinition' && needsMemory(spot)) members.splice(2, 0, 'memory');
  return Object.fromEntries(members.map((key) => [key, skeletonOf(spot.within(type, key))]));
}

function needsMemory({ task }: Spot): boolean {
  return !task.isBareList && task.requires('FARGATE') === 'no' && task.memoryMiB.state === 'absent';
}

/** An item of `dependsOn` for the first container that can be waited for. */
function dependencySkeleton(spot: Spot): Skeleton {
  const [first] = dependencies(spot.within('ContainerDependency', 'containerName'));
  const target = first && spot.task.containers.items.find((container) => isKnown(container.name, first.label));
  return { containerName: new Stop(first?.label ?? ''), condition: new Stop(conditionsFor(target)[0]!) };
}

function mountSkeleton(spot: Spot): Skeleton {
  const [first] = volumes(spot.within('MountPoint', 'sourceVolume'));
  return { sourceVolume: new Stop(first?.label ?? ''), containerPath: new Stop('/data'), readOnly: new Stop(false) };
}

function firstNumber(spot: Spot): number | undefined {
  const value = valuesOf(spot)[0]?.value;
  return typeof value === 'number' ? value : undefined;
}

function lowest(schema: Schema): number | undefined {
  return limits(schema).find((limit) => limit.minimum !== undefined)?.minimum;
}
