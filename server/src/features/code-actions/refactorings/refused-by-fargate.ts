import type { ContainerDefinition, LinuxParameters, RegisterTaskDefinitionRequest, Volume } from '@aws-sdk/client-ecs';
import { FARGATE_MAX_TIMEOUT } from '../../../model/container-timeouts.ts';
import { isKnown } from '../../../model/field.ts';
import { FARGATE_LOG_DRIVERS } from '../../../model/log-options.ts';
import type { Container, TaskDefinition } from '../../../model/task.ts';
import { logOf, switchToAwslogs } from '../../../rules/parts/log-configuration.ts';
import { type NodeEdit, remove, replace } from '../../../syntax/edit.ts';
import type { PropertyNode, ValueNode } from '../../../syntax/node.ts';
import type { Change } from './refactoring.ts';

/**
 * What a task definition must give up on Fargate, as one change per kind of thing.
 * Source: the Fargate rules in server/src/rules, each with its own source.
 */
export function refusedByFargate(task: TaskDefinition): Change[] {
  return [
    ...OF_THE_TASK.flatMap(([key, means]) => gone(key, means, [task.member(key)])),
    ...pidModeHost(task),
    ...OF_A_CONTAINER.flatMap(([key, means]) =>
      gone(
        key,
        means,
        task.containers.items.map((container) => container.member(key)),
      ),
    ),
    ...OF_LINUX.flatMap(([key, means]) =>
      gone(
        key,
        means,
        task.containers.items.map((container) => container.object('linuxParameters').member(key)),
      ),
    ),
    ...capabilities(task),
    ...devices(task),
    ...OF_A_VOLUME.flatMap(([key, means]) =>
      gone(
        key,
        means,
        task.volumes.items.map((volume) => volume.member(key)),
      ),
    ),
    ...hostPaths(task),
    ...logDrivers(task),
    ...longTimeouts(task),
  ];
}

type Row<T> = readonly [key: keyof T & string, means: string];

const OF_THE_TASK: readonly Row<RegisterTaskDefinitionRequest>[] = [
  ['ipcMode', 'On Fargate, each container has its own shared memory.'],
  ['placementConstraints', 'Fargate has no instances to choose from.'],
  ['inferenceAccelerators', 'ECS no longer accepts them on any launch type.'],
];

const OF_A_CONTAINER: readonly Row<ContainerDefinition>[] = [
  ['privileged', 'The container runs without rights over its host.'],
  ['links', 'Containers of a Fargate task reach each other at localhost.'],
  ['hostname', 'Fargate sets the host name.'],
  ['extraHosts', 'Names come from the DNS of the VPC.'],
  ['dnsServers', 'Names come from the DNS of the VPC.'],
  ['dnsSearchDomains', 'Names come from the DNS of the VPC.'],
  ['disableNetworking', 'The container gets a network.'],
  ['dockerSecurityOptions', 'Fargate does not support SELinux and AppArmor profiles.'],
];

const OF_LINUX: readonly Row<LinuxParameters>[] = [
  ['devices', 'Fargate does not share devices of its hosts.'],
  ['sharedMemorySize', '/dev/shm keeps its default size.'],
  ['maxSwap', 'Fargate has no swap.'],
  ['swappiness', 'Fargate has no swap.'],
];

const OF_A_VOLUME: readonly Row<Volume>[] = [
  ['dockerVolumeConfiguration', 'It becomes an empty volume that lasts as long as the task.'],
  ['fsxWindowsFileServerVolumeConfiguration', 'It becomes an empty volume that lasts as long as the task.'],
];

/** Removes a member wherever it asks for something. */
function gone(key: string, description: string, properties: readonly (PropertyNode | undefined)[]): Change[] {
  const found = properties.filter((property) => property !== undefined && says(property.value));
  if (found.length === 0) return [];
  return [{ label: `Remove "${key}"`, description, givesUp: true, edits: found.map((node) => removeWithOwner(node!)) }];
}

/** Whether a value asks ECS for anything. */
function says(node: ValueNode | undefined): boolean {
  if (!node || node.kind === 'null' || node.kind === 'invalid') return false;
  if (node.kind === 'boolean') return node.value;
  if (node.kind === 'string') return node.value !== '';
  if (node.kind === 'array') return node.open || node.items.length > 0;
  return true;
}

/** Removes a member, and the object around it if that would be left empty. */
function removeWithOwner(property: PropertyNode): NodeEdit {
  const owner = property.parent;
  const isAlone = owner.properties.length === 1 && !owner.open && owner.parent?.kind === 'property';
  return remove(isAlone ? (owner.parent as PropertyNode) : property);
}

function pidModeHost(task: TaskDefinition): Change[] {
  if (!isKnown(task.string('pidMode'), 'host')) return [];
  return gone('pidMode', 'On Fargate, containers do not see the processes of their host.', [task.member('pidMode')]);
}

function capabilities(task: TaskDefinition): Change[] {
  const edits = task.containers.items.flatMap((container) => {
    const object = container.object('linuxParameters').object('capabilities');
    const added = object.strings('add');
    const refused = added.items.filter((item) => item.value !== 'SYS_PTRACE');
    if (refused.length === 0) return [];
    return refused.length === added.node!.items.length
      ? [removeWithOwner(added.property!)]
      : refused.map((item) => remove(item));
  });
  if (edits.length === 0) return [];
  return [
    {
      label: 'Remove capabilities',
      description: 'On Fargate, a container can add only SYS_PTRACE.',
      givesUp: true,
      edits,
    },
  ];
}

function devices(task: TaskDefinition): Change[] {
  return gone(
    'resourceRequirements',
    'Fargate does not support GPUs and accelerators.',
    task.containers.items.map((container) => container.member('resourceRequirements')),
  );
}

function hostPaths(task: TaskDefinition): Change[] {
  const hosts = task.volumes.items.map((volume) => volume.object('host'));
  return gone(
    'sourcePath',
    'It becomes an empty volume that lasts as long as the task.',
    hosts.map((host) => host.member('sourcePath')),
  );
}

function logDrivers(task: TaskDefinition): Change[] {
  const refused = task.containers.items.flatMap((container) => {
    const log = logOf(container);
    return log && !FARGATE_LOG_DRIVERS.includes(log.driver) ? [log] : [];
  });
  const names = [...new Set(refused.map(({ driver }) => driver))];
  return names.map((name) => ({
    label: `Log with awslogs instead of ${name}`,
    description: 'Fargate supports the log drivers awslogs, splunk and awsfirelens.',
    givesUp: true,
    edits: refused.filter(({ driver }) => driver === name).flatMap(switchToAwslogs),
  }));
}

function longTimeouts(task: TaskDefinition): Change[] {
  return (['startTimeout', 'stopTimeout'] as const).flatMap((key): Change[] => {
    const edits = task.containers.items.flatMap((container: Container) => {
      const timeout = container.number(key);
      return timeout.state === 'known' && timeout.value > FARGATE_MAX_TIMEOUT
        ? [replace(timeout.node, FARGATE_MAX_TIMEOUT)]
        : [];
    });
    if (edits.length === 0) return [];
    return [
      {
        label: `Set "${key}" to ${FARGATE_MAX_TIMEOUT}`,
        description: 'Fargate waits at most two minutes.',
        givesUp: true,
        edits,
      },
    ];
  });
}
