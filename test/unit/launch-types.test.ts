/** The table of launch types that completion goes by is what the rules go by: what a launch type does not take is reported there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Compatibility } from '@aws-sdk/client-ecs';
import { analyse } from '../../server/src/analysis.ts';
import { LAUNCH_TYPES_OF_MEMBER } from '../../server/src/model/launch-type-members.ts';
import { propertyOf, type ValueNode } from '../../server/src/syntax/node.ts';

const LAUNCH_TYPES: readonly Compatibility[] = ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'];

/** A value of each member that asks for something. */
const VALUES: Readonly<Record<string, unknown>> = {
  'RegisterTaskDefinitionRequest.ephemeralStorage': { sizeInGiB: 30 },
  'RegisterTaskDefinitionRequest.enableFaultInjection': true,
  'RegisterTaskDefinitionRequest.ipcMode': 'task',
  'RegisterTaskDefinitionRequest.placementConstraints': [
    { type: 'memberOf', expression: 'attribute:ecs.os-type == linux' },
  ],
  'RegisterTaskDefinitionRequest.proxyConfiguration': { type: 'APPMESH', containerName: 'app' },
  'ContainerDefinition.disableNetworking': true,
  'ContainerDefinition.dnsSearchDomains': ['example.com'],
  'ContainerDefinition.dnsServers': ['10.0.0.2'],
  'ContainerDefinition.dockerLabels': { team: 'blue' },
  'ContainerDefinition.dockerSecurityOptions': ['no-new-privileges'],
  'ContainerDefinition.extraHosts': [{ hostname: 'db', ipAddress: '10.0.0.1' }],
  'ContainerDefinition.hostname': 'app',
  'ContainerDefinition.links': ['other'],
  'ContainerDefinition.privileged': true,
  'ContainerDefinition.resourceRequirements': [{ type: 'GPU', value: '1' }],
  'LinuxParameters.devices': [{ hostPath: '/dev/fuse' }],
  'LinuxParameters.maxSwap': 10,
  'LinuxParameters.sharedMemorySize': 64,
  'LinuxParameters.swappiness': 10,
  'HostVolumeProperties.sourcePath': '/data',
  'PortMapping.containerPortRange': '8000-8010',
  'ResourceRequirement.sharingStrategy': { nvidiaMps: { memory: 1024 } },
  'Volume.configuredAtLaunch': true,
  'Volume.dockerVolumeConfiguration': { scope: 'task' },
  'Volume.efsVolumeConfiguration': { fileSystemId: 'fs-0123456789abcdef0' },
  'Volume.fsxWindowsFileServerVolumeConfiguration': { fileSystemId: 'fs-0123456789abcdef0', rootDirectory: 'share' },
  'Volume.s3filesVolumeConfiguration': {
    fileSystemArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
  },
};

/** A task for a launch type with a member of one of its parts. */
function taskWith(member: string, launchType: Compatibility): string {
  const [part, key] = member.split('.') as [string, string];
  const value = { [key]: VALUES[member] };
  const container: Record<string, unknown> = { name: 'app', image: 'example.com/app:1', memory: 128 };
  const task: Record<string, unknown> = {
    family: 'shop',
    requiresCompatibilities: [launchType],
    networkMode: launchType === 'EXTERNAL' ? 'bridge' : 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
    containerDefinitions: [container, { name: 'other', image: 'example.com/other:1', memory: 128 }],
  };
  if (part === 'RegisterTaskDefinitionRequest') Object.assign(task, value);
  else if (part === 'ContainerDefinition') Object.assign(container, value);
  else if (part === 'LinuxParameters') container.linuxParameters = value;
  else if (part === 'PortMapping') container.portMappings = [value];
  else if (part === 'ResourceRequirement') container.resourceRequirements = [{ type: 'GPU', value: '1', ...value }];
  else {
    container.mountPoints = [{ sourceVolume: 'data', containerPath: '/data' }];
    task.volumes = [{ name: 'data', ...(part === 'HostVolumeProperties' ? { host: value } : value) }];
  }
  return JSON.stringify(task);
}

/** The member of that name, wherever it is; undefined where there is none. */
function find(node: ValueNode | undefined, key: string): { offset: number; end: number } | undefined {
  if (node?.kind === 'object') {
    const property = propertyOf(node, key);
    if (property) return { offset: property.offset, end: property.offset + property.length };
  }
  const parts =
    node?.kind === 'object' ? node.properties.map(({ value }) => value) : node?.kind === 'array' ? node.items : [];
  for (const part of parts) {
    const found = find(part, key);
    if (found) return found;
  }
  return undefined;
}

describe('what a launch type does not take is reported', () => {
  test('there is a value for each member of the table', () => {
    assert.deepEqual(Object.keys(VALUES).sort(), Object.keys(LAUNCH_TYPES_OF_MEMBER).sort());
  });
  for (const [member, takenBy] of Object.entries(LAUNCH_TYPES_OF_MEMBER)) {
    for (const launchType of LAUNCH_TYPES.filter((type) => !takenBy.includes(type))) {
      test(`${member} on ${launchType}`, () => {
        const { document, findings } = analyse(taskWith(member, launchType), 'task-definition.json');
        // What holds a refused member may be refused as a whole.
        const holder =
          member === 'ResourceRequirement.sharingStrategy' ? 'resourceRequirements' : member.split('.')[1]!;
        const at = find(document.root, holder)!;
        const loud = findings.filter(({ severity }) => severity !== 'info');
        assert.ok(
          loud.some(({ offset }) => offset >= at.offset && offset < at.end),
          `silent; found elsewhere: ${loud.map(({ rule }) => rule).join(', ')}`,
        );
      });
    }
  }
});
