import { isKnown } from '../../model/field.ts';
import { spellingOf } from '../../model/name-style.ts';
import { UNKNOWN_SERVICE } from '../../model/stand-ins.ts';
import type { List, View } from '../../model/view.ts';
import { limits, resolve, type Schema, typeName } from '../../schema/schema.ts';
import { Ask, type Json } from '../../syntax/value.ts';
import { healthCommands, portOf } from './health.ts';
import { logSkeleton } from './logging.ts';
import { conditionsFor, dependencies, volumes } from './names.ts';
import { scalarsOf } from './scalars.ts';
import { definition, type Spot } from './spot.ts';

/** Members to include in a type's skeleton in addition to those that ECS needs. */
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
 * What to write where we know better than the type. Values and structures depend on each other: a structure consists of
 * the values of its members, and a member's value may be a structure.
 */
const PRESETS: Readonly<Record<string, (spot: Spot) => Json>> = {
  'RegisterTaskDefinitionRequest.family': () => new Ask(UNKNOWN_SERVICE),
  'RegisterTaskDefinitionRequest.requiresCompatibilities': () => [new Ask('FARGATE')],
  'ContainerDefinition.name': ({ task, container }) =>
    new Ask(task.containers.items.some((other) => other !== container) ? 'sidecar' : 'app'),
  'ContainerDefinition.image': () => new Ask('REPOSITORY/IMAGE:TAG'),
  'ContainerDefinition.dependsOn': (spot) => [dependencySkeleton(spot)],
  'ContainerDefinition.logConfiguration': logSkeleton,
  'ContainerDefinition.mountPoints': (spot) => [mountSkeleton(spot)],
  'ContainerDefinition.user': () => new Ask('1000:1000'),
  'ContainerDefinition.hostname': ({ container }) => new Ask(container?.name.value ?? 'app'),
  'ContainerDefinition.workingDirectory': () => new Ask('/app'),
  'ContainerDefinition.command': () => [new Ask('')],
  'ContainerDefinition.entryPoint': () => [new Ask('')],
  'ContainerDefinition.dockerLabels': () => ({}),
  'ContainerDefinition.dnsServers': () => [new Ask('10.0.0.2')],
  'ContainerDefinition.dnsSearchDomains': () => [new Ask('example.com')],
  'Device.hostPath': () => new Ask('/dev/fuse'),
  'DockerVolumeConfiguration.driver': () => new Ask('local'),
  'DockerVolumeConfiguration.driverOpts': () => ({}),
  'DockerVolumeConfiguration.labels': () => ({}),
  'EFSAuthorizationConfig.accessPointId': () => new Ask('fsap-0123456789abcdef0'),
  'EFSAuthorizationConfig.iam': () => new Ask('ENABLED'),
  'EFSVolumeConfiguration.fileSystemId': () => new Ask('fs-0123456789abcdef0'),
  'EFSVolumeConfiguration.rootDirectory': () => new Ask('/'),
  'EFSVolumeConfiguration.transitEncryption': () => 'ENABLED',
  'EFSVolumeConfiguration.transitEncryptionPort': () => new Ask(2049),
  'FSxWindowsFileServerAuthorizationConfig.domain': () => new Ask('corp.example.com'),
  'FSxWindowsFileServerVolumeConfiguration.fileSystemId': () => new Ask('fs-0123456789abcdef0'),
  'FSxWindowsFileServerVolumeConfiguration.rootDirectory': () => new Ask('share'),
  'FirelensConfiguration.options': () => ({ 'enable-ecs-log-metadata': 'true' }),
  'HealthCheck.command': (spot) => healthCommands(spot)[0]!.value,
  'HostEntry.hostname': () => new Ask('db.example.com'),
  'HostEntry.ipAddress': () => new Ask('10.0.0.10'),
  'HostVolumeProperties.sourcePath': () => new Ask('/var/data'),
  'KernelCapabilities.add': (spot) => [scalarsOf(spot.item())[0]!.value],
  'KernelCapabilities.drop': () => [new Ask('ALL')],
  'KeyValuePair.name': ({ container }) => inStyle('name', namesIn(container?.list('environment'), 'name'), 'NAME'),
  'LogConfiguration.options': (spot) => (logSkeleton(spot) as { readonly options: Json }).options,
  'MountPoint.containerPath': () => new Ask('/data'),
  'ProxyConfiguration.properties': () => [
    { name: 'IgnoredUID', value: new Ask('1337') },
    { name: 'ProxyIngressPort', value: new Ask('15000') },
    { name: 'ProxyEgressPort', value: new Ask('15001') },
    { name: 'AppPorts', value: new Ask('8080') },
  ],
  'PortMapping.containerPort': ({ container }) => new Ask(portOf(container) ?? 8080),
  'PortMapping.hostPort': (spot) => scalarsOf(spot)[0]?.value ?? new Ask(0),
  'PortMapping.containerPortRange': () => new Ask('8000-8010'),
  'ResourceRequirement.value': () => new Ask('1'),
  'S3FilesVolumeConfiguration.rootDirectory': () => new Ask('/'),
  'S3FilesVolumeConfiguration.transitEncryptionPort': () => new Ask(2049),
  'Secret.name': () => new Ask('NAME'),
  'Secret.valueFrom': (spot) => scalarsOf(spot)[0]!.value,
  'Tag.key': ({ task }) => inStyle('key', namesIn(task.list('tags'), 'key'), 'KEY'),
  'Tmpfs.containerPath': () => new Ask('/tmp'),
  'Volume.name': () => new Ask('data'),
  // To Terraform it is the path itself.
  'Volume.host': ({ task }) => (task.part.dialect.id === 'terraform' ? { sourcePath: new Ask('/var/data') } : {}),
};

/** The JSON to write for a member's value: its structure, with presets where some values are likely. */
export function skeletonOf(spot: Spot): Json {
  const preset = PRESETS[spot.id];
  if (preset && !spot.beside) return preset(spot);
  const { schema } = spot;
  if (!schema) return new Ask('');
  const type = typeName(schema);
  const resolved = resolve(schema);
  switch (resolved.type) {
    case 'object':
      return type ? objectSkeleton(spot, type) : {};
    case 'array':
      return [skeletonOf(spot.item())];
    case 'boolean':
      return new Ask(true);
    case 'integer':
      return new Ask(firstNumber(spot) ?? lowest(schema) ?? 1);
    default: {
      const values = scalarsOf(spot);
      const [first] = values;
      if (first?.kind === 'reference' && values.filter(({ kind }) => kind === 'reference').length > 1)
        return new Ask('');
      if (!first) return new Ask('');
      if (values.length === 1 || typeof first.value !== 'string') return first.value;
      return new Ask(first.value);
    }
  }
}

/** An object of an API type with the members that ECS needs and the usual ones. */
export function objectSkeleton(spot: Spot, type: string): Json {
  const { required = [] } = definition(type);
  const members = [...new Set([...required, ...(MORE_MEMBERS[type] ?? [])])];
  // If the task has no memory, ECS needs a memory limit on each container.
  if (type === 'ContainerDefinition' && needsMemory(spot)) members.splice(2, 0, 'memory');
  return Object.fromEntries(members.map((key) => [key, skeletonOf(spot.within(type, key))]));
}

function needsMemory({ task }: Spot): boolean {
  return !task.isBareList && task.requires('FARGATE') === 'no' && task.memoryMiB.state === 'absent';
}

/** An item of `dependsOn` for the first container that can be waited for. */
function dependencySkeleton(spot: Spot): Json {
  const [first] = dependencies(spot.within('ContainerDependency', 'containerName'));
  const target = first && spot.task.containers.items.find((container) => isKnown(container.name, first.label));
  return { containerName: new Ask(first?.label ?? ''), condition: new Ask(conditionsFor(target)[0]!) };
}

function mountSkeleton(spot: Spot): Json {
  const [first] = volumes(spot.within('MountPoint', 'sourceVolume'));
  return { sourceVolume: new Ask(first?.label ?? ''), containerPath: new Ask('/data'), readOnly: new Ask(false) };
}

function firstNumber(spot: Spot): number | undefined {
  const value = scalarsOf(spot)[0]?.value;
  return typeof value === 'number' ? value : undefined;
}

function lowest(schema: Schema): number | undefined {
  return limits(schema).find((limit) => limit.minimum !== undefined)?.minimum;
}

/** A name to type, spelt as those beside it. */
function inStyle(word: string, beside: readonly string[], otherwise: string): Ask {
  return new Ask(spellingOf(beside)?.(word) ?? otherwise);
}

/** The names that the entries of a list have. */
function namesIn<K extends 'name' | 'key'>(
  list: List<View<{ [key in K]?: string | undefined }>> | undefined,
  key: K,
): string[] {
  return (list?.items ?? []).flatMap((entry) => (entry.text(key as never)?.value || []) as string | []);
}
