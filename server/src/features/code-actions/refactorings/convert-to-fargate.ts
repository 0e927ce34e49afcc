import { fargateSize } from '../../../model/facts.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import { formatMemory, formatVCpu } from '../../../model/units.ts';
import { claimsOf } from '../../../rules/parts/container-claims.ts';
import { possibleSizes, setSize, type TaskSize } from '../../../rules/parts/fargate-size-fixes.ts';
import { addAwslogsOptions, cloudWatchLogger, lacksOption, logsOf } from '../../../rules/parts/log-configuration.ts';
import { roleStub } from '../../../rules/parts/stubs.ts';
import { type NodeEdit, remove, set } from '../../../syntax/edit.ts';
import { newProblem } from './new-problems.ts';
import { type Change, listOf, type Refactor, type Refactoring } from './refactoring.ts';
import { refusedByFargate } from './refused-by-fargate.ts';

/** Converts a task definition for another launch type, or for none, to one that Fargate accepts. */
export const convertToFargate: Refactor = (task) => {
  if (!task.node || task.requires('FARGATE') === 'yes' || task.strings('requiresCompatibilities').open) return [];
  if (task.containers.length === 0) return [];
  const size = sizeFor(task);
  const offer = {
    title: 'Convert to Fargate',
    kind: 'refactor.rewrite',
    at: [task.member('requiresCompatibilities'), task.member('networkMode'), task.member('family')].filter(
      (property) => property !== undefined,
    ),
  } as const;
  if (size === 'too large') return [{ ...offer, changes: [], disabled: tooLarge(task) }];
  const refused = refusedByFargate(task);
  const refactoring: Refactoring = {
    ...offer,
    changes: [...needed(task, size), ...hostPorts(task), ...logs(task, refused), ...refused],
  };
  const problem = newProblem(task, refactoring);
  return [problem === undefined ? refactoring : { ...offer, changes: [], disabled: problem }];
};

/** The smallest size that holds what the task has and what its containers claim; undefined if the size can stay. */
function sizeFor(task: TaskDefinition): TaskSize | undefined | 'too large' {
  const { cpuUnits: cpu, memoryMiB: memory } = task;
  if (cpu.state === 'deferred' || memory.state === 'deferred') return undefined;
  const wanted = { cpu: cpu.value ?? 0, memory: memory.value ?? 0 };
  const fitting = possibleSizes(task).find(
    ({ cpuUnits, memoryMiB }) => cpuUnits >= wanted.cpu && memoryMiB >= wanted.memory,
  );
  if (!fitting) return 'too large';
  const isOne = cpu.value !== undefined && fargateSize(cpu.value)?.memoryMiB.includes(wanted.memory);
  return isOne && fitting.cpuUnits === cpu.value && fitting.memoryMiB === memory.value ? undefined : fitting;
}

function tooLarge(task: TaskDefinition): string {
  const claims = claimsOf(task);
  const cpu = Math.max(claims.cpuUnits, task.cpuUnits.value ?? 0);
  const memory = Math.max(claims.memoryMiB, task.memoryMiB.value ?? 0);
  return `Fargate has no size with ${formatVCpu(cpu)} and ${formatMemory(memory)}`;
}

function needed(task: TaskDefinition, size: TaskSize | undefined): Change[] {
  const object = task.node!;
  const keepsMode = task.writtenNetworkMode.state === 'deferred' || task.writtenNetworkMode.value === 'awsvpc';
  const needsRole = task.string('executionRoleArn').state === 'absent';
  const edits: NodeEdit[] = [
    set(object, 'requiresCompatibilities', ['FARGATE']),
    ...(keepsMode ? [] : [set(object, 'networkMode', 'awsvpc')]),
    ...(size ? setSize(task, size).edits : []),
    ...(needsRole ? [set(object, 'executionRoleArn', roleStub('ecsTaskExecutionRole', task))] : []),
  ];
  const parts = [
    ...(keepsMode ? [] : ['network mode awsvpc']),
    ...(size ? [`${formatVCpu(size.cpuUnits)} with ${formatMemory(size.memoryMiB)}`] : []),
    ...(needsRole ? ['an execution role to fill in'] : []),
  ];
  return [
    {
      label: 'Set what Fargate needs',
      ...(parts.length > 0 ? { description: parts.join(', ') } : {}),
      edits: edits.map((edit) => behindFirst(task, edit)),
    },
  ];
}

/**
 * Puts a new member after the launch types, or after the family if there are none: in one place, in the usual order.
 */
function behindFirst(task: TaskDefinition, edit: NodeEdit): NodeEdit {
  const anchor = (['requiresCompatibilities', 'family'] as const).find((key) => task.member(key));
  return edit.kind === 'set' ? { ...edit, after: anchor } : edit;
}

/** With awsvpc each container port is its own host port: a host port adds nothing, and a different one is refused. */
function hostPorts(task: TaskDefinition): Change[] {
  const edits = task.containers.items.flatMap((container) =>
    container.list('portMappings').items.flatMap((mapping) => {
      const port = mapping.number('hostPort');
      return port.state === 'known' ? [remove(port.property!)] : [];
    }),
  );
  if (edits.length === 0) return [];
  return [
    {
      label: 'Remove "hostPort"',
      description: 'Each task has its own network interface, where the ports of the containers are open.',
      edits,
    },
  ];
}

/** Log configurations that would lose logs on Fargate, and an option that Fargate requires. */
function logs(task: TaskDefinition, refused: readonly Change[]): Change[] {
  const silent = task.containers.items.filter(
    (container) => container.object('logConfiguration').presence === 'absent',
  );
  const short = logsOf(task, 'awslogs').filter((log) => lacksOption(log, 'awslogs-stream-prefix'));
  return [
    ...(silent.length > 0
      ? [
          {
            label: 'Send output to CloudWatch Logs',
            description: `On Fargate, the output of ${listOf(silent.map((c) => c.text('name')?.value ?? '?'))} would be lost.`,
            edits: silent.flatMap(cloudWatchLogger(task)).map((edit) => besideWhatStays(edit, refused)),
          },
        ]
      : []),
    ...(short.length > 0
      ? [
          {
            label: 'Add "awslogs-stream-prefix"',
            description: 'On Fargate, the log driver awslogs needs it.',
            edits: short.flatMap((log) => addAwslogsOptions(log).edits),
          },
        ]
      : []),
  ];
}

/**
 * Anchors a new member to a neighbour that stays, so that it needs no comma from one that is removed: the user may
 * decide to keep that one.
 */
function besideWhatStays(edit: NodeEdit, refused: readonly Change[]): NodeEdit {
  if (edit.kind !== 'set') return edit;
  const gone = new Set(
    refused.flatMap(({ edits }) => edits.map((one) => (one.kind === 'remove' ? one.node : undefined))),
  );
  const { properties } = edit.object;
  if (!gone.has(properties.at(-1))) return edit;
  const place = properties.findLast(
    (property, i) => !gone.has(property) && i + 1 < properties.length && !gone.has(properties[i + 1]),
  );
  return { ...edit, after: place?.key.value };
}
