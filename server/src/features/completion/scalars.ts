import { COMMON_NUMBERS, COMMON_SYSTEM_CONTROLS } from '../../model/common-numbers.ts';
import { LAUNCH_TYPES } from '../../model/launch-types.ts';
import { DOCS } from '../../schema/docs.ts';
import { resolve } from '../../schema/schema.ts';
import { enclosingProperty } from '../../syntax/node.ts';
import { containerPorts, healthItems } from './health.ts';
import { logDrivers, secretOptionNames } from './logging.ts';
import { allContainers, conditions, dependencies, linkTargets, portNames, sourceContainers, volumes } from './names.ts';
import {
  addedCapabilities,
  architectures,
  documented,
  droppedCapabilities,
  kernelParameters,
  limits,
  mountOptions,
  networkModes,
  operatingSystems,
  pidModes,
  proxyProperties,
  resourceTypes,
} from './platform.ts';
import {
  credentialSpecs,
  credentials,
  environmentFile,
  executionRole,
  images,
  registrySecret,
  s3Files,
  taskRole,
  valueFrom,
} from './references.ts';
import { referencesFor } from './resources.ts';
import { containerCpu, containerMemory, containerReservation, taskCpu, taskMemory } from './sizes.ts';
import type { Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

type Source = (spot: Spot) => Suggestion[];

/** Values by member; for a list, those of its items. */
const VALUES: Readonly<Record<string, Source>> = {
  'RegisterTaskDefinitionRequest.cpu': taskCpu,
  'RegisterTaskDefinitionRequest.memory': taskMemory,
  'RegisterTaskDefinitionRequest.networkMode': networkModes,
  'RegisterTaskDefinitionRequest.pidMode': pidModes,
  'RegisterTaskDefinitionRequest.taskRoleArn': taskRole,
  'RegisterTaskDefinitionRequest.executionRoleArn': executionRole,
  'RegisterTaskDefinitionRequest.requiresCompatibilities': (spot) =>
    LAUNCH_TYPES.map((value) => documented(spot, value)),
  'ContainerDefinition.image': images,
  'ContainerDefinition.cpu': containerCpu,
  'ContainerDefinition.memory': containerMemory,
  'ContainerDefinition.memoryReservation': containerReservation,
  'ContainerDefinition.links': linkTargets,
  'ContainerDefinition.credentialSpecs': credentialSpecs,
  'ContainerDefinition.dockerSecurityOptions': () => [plain('no-new-privileges')],
  'ContainerDependency.containerName': dependencies,
  'ContainerDependency.condition': conditions,
  'EnvironmentFile.type': (spot) => [documented(spot, 's3')],
  'EnvironmentFile.value': environmentFile,
  'FSxWindowsFileServerAuthorizationConfig.credentialsParameter': credentials,
  'HealthCheck.command': healthItems,
  'KernelCapabilities.add': addedCapabilities,
  'KernelCapabilities.drop': droppedCapabilities,
  'KeyValuePair.name': (spot) => (isProxyProperty(spot) ? proxyProperties(spot) : []),
  'LogConfiguration.logDriver': logDrivers,
  'MountPoint.sourceVolume': volumes,
  'PortMapping.containerPort': containerPorts,
  'PortMapping.hostPort': hostPorts,
  'PortMapping.name': portNames,
  'ProxyConfiguration.containerName': allContainers,
  'ProxyConfiguration.type': (spot) => [documented(spot, 'APPMESH')],
  'RepositoryCredentials.credentialsParameter': registrySecret,
  'ResourceRequirement.type': resourceTypes,
  'ResourceRequirement.value': () => [plain('1'), plain('2'), plain('4')],
  'RuntimePlatform.cpuArchitecture': architectures,
  'RuntimePlatform.operatingSystemFamily': operatingSystems,
  'S3FilesVolumeConfiguration.fileSystemArn': s3Files('file-system/FS_ID'),
  'S3FilesVolumeConfiguration.accessPointArn': s3Files('file-system/FS_ID/access-point/AP_ID'),
  'Secret.name': (spot) => (isSecretOption(spot) ? secretOptionNames(spot) : []),
  'Secret.valueFrom': valueFrom,
  'SystemControl.namespace': kernelParameters,
  'SystemControl.value': (spot) => {
    const value = COMMON_SYSTEM_CONTROLS[spot.text('namespace') ?? ''];
    return value === undefined ? [] : [plain(value)];
  },
  'TaskDefinitionPlacementConstraint.type': (spot) => [documented(spot, 'memberOf')],
  'TaskDefinitionPlacementConstraint.expression': () => [
    plain('attribute:ecs.instance-type =~ m7g.*'),
    plain('attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b]'),
    plain('attribute:ecs.cpu-architecture == arm64'),
  ],
  'Tmpfs.mountOptions': mountOptions,
  'Ulimit.name': limits,
  'VolumeFrom.sourceContainer': sourceContainers,
};

/** The numbers, words and texts that can be written for a member, or for an item of its list. */
export function scalarsOf(spot: Spot): Suggestion[] {
  return withoutThoseBeside(spot, [...referencesFor(spot.task, spot.id), ...scalars(spot)]);
}

function scalars(spot: Spot): Suggestion[] {
  const own = VALUES[spot.id];
  if (own) return own(spot);
  const schema = spot.schema!;
  const resolved = resolve(schema);
  if (resolved.type === 'boolean') return booleans(spot);
  if (resolved.type === 'integer') {
    return (COMMON_NUMBERS[spot.id] ?? []).map((value) => ({ label: String(value), value, kind: 'value' }));
  }
  const known = resolved.enum ?? [];
  // The docs list the values in the order that people expect.
  const values = Object.keys(DOCS[spot.type]?.members[spot.key]?.values ?? {}).filter((value) => known.includes(value));
  return [...new Set([...values, ...known])].map((value) => documented(spot, value));
}

function withoutThoseBeside(spot: Spot, suggestions: Suggestion[]): Suggestion[] {
  if (!spot.beside) return suggestions;
  const there = spot.textsBeside;
  return suggestions.filter(({ value }) => typeof value !== 'string' || !there.has(value));
}

/** The value that is not the default comes first, since nobody needs to write the default. */
function booleans({ type, key }: Spot): Suggestion[] {
  const standard = /^`(true|false)`/.exec(DOCS[type]?.members[key]?.default ?? '')?.[1];
  const values = standard === 'true' ? [false, true] : [true, false];
  return values.map((value) => ({
    label: String(value),
    value,
    detail: String(value) === standard ? 'the default' : undefined,
    kind: 'value',
  }));
}

/** With `awsvpc` and `host`, the container port; otherwise any port, or 0 for a free one. */
function hostPorts({ task, owner }: Spot): Suggestion[] {
  const port = owner?.properties.find((property) => property.key.value === 'containerPort')?.value;
  const same: Suggestion[] =
    port?.kind === 'number'
      ? [{ label: String(port.value), value: port.value, detail: 'the port of the container', kind: 'value' }]
      : [];
  const mode = task.networkMode.value;
  const fixed = mode === 'awsvpc' || mode === 'host' || task.requires('FARGATE') === 'yes';
  return fixed ? same : [{ label: '0', value: 0, detail: 'a free port', kind: 'value' }, ...same];
}

function plain(value: string): Suggestion {
  return { label: value, value, kind: 'value' };
}

/** Whether a name and value belong to a proxy rather than to an environment variable. */
function isProxyProperty(spot: Spot): boolean {
  return holderKey(spot) === 'properties';
}

function isSecretOption(spot: Spot): boolean {
  return holderKey(spot) === 'secretOptions';
}

/** The name of the list whose item the owner is. */
function holderKey({ owner }: Spot): string | undefined {
  return owner && enclosingProperty(owner)?.key.value;
}
