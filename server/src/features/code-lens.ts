import type { Compatibility } from '@aws-sdk/client-ecs';
import { type CodeLens, CodeLensRefreshRequest, type Command } from 'vscode-languageserver';
import { fargateSize } from '../model/facts.ts';
import { FARGATE_PRICES_CHECKED, fargateMonthly } from '../model/fargate-prices.ts';
import { homeOf } from '../model/home.ts';
import { LAUNCH_TYPE_NAMES } from '../model/launch-types.ts';
import type { TaskDefinition } from '../model/task.ts';
import { formatMemory, formatVCpu } from '../model/units.ts';
import { PRICES_COMMAND } from '../protocol.ts';
import { expressVerdict, isForExpress, verdicts } from '../verdict.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';
import { rangeOf } from './ranges.ts';
import { serviceLenses } from './service-lens.ts';

// Up to four names share a line, each followed by a colon; "external instances" would be too long.
const NAMES: Readonly<Record<Compatibility, string>> = { ...LAUNCH_TYPE_NAMES, EXTERNAL: 'External' };

/** Shows which launch types would accept a task definition that names none, and what its size costs on Fargate. */
export const codeLens: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  register(connection, workspace, client) {
    connection.onCodeLens(({ textDocument: { uri } }, token) => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested || !workspace().shows('codeLens') || workspace().isMuted(uri))
        return [];
      const above = (offset: number) => rangeOf(open.document, { offset, length: 1 });
      const ofServices = serviceLenses(workspace(), uri).map(({ offset, ...lens }) => ({
        range: above(offset),
        command: note(lens),
      }));
      const ofTasks = open.analysis.tasks.flatMap((task, index): CodeLens[] => {
        const verdict = {
          range: above((task.part.label ?? task.root).offset),
          data: { uri, index } satisfies VerdictOf,
        };
        const price = priceLens(task);
        const express = { range: verdict.range, data: { uri, index, express: true } satisfies VerdictOf };
        return [
          ...(needsVerdict(task) ? [verdict] : []),
          ...(isForExpress(task) ? [express] : []),
          ...(price
            ? [
                {
                  range: verdict.range,
                  command:
                    client().options.pricesCommand === true ? { ...price, command: PRICES_COMMAND } : note(price),
                },
              ]
            : []),
        ];
      });
      return [...ofServices, ...ofTasks];
    });
    // A verdict takes as long as several analyses, so it is worked out only for what is on screen.
    connection.onCodeLensResolve((lens) => {
      const { uri, index, express } = lens.data as VerdictOf;
      const task = openTask(workspace(), uri)?.analysis.tasks[index];
      const found = task && (express ? expressLens(task) : verdictLens(task));
      return { ...lens, command: note(found ?? { title: '' }) };
    });
  },
  refresh(connection, { capabilities }) {
    if (capabilities.workspace?.codeLens?.refreshSupport)
      void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  },
};

/** A note above a task definition. */
export interface Lens {
  readonly title: string;
  readonly tooltip?: string;
}

/** The task definition for which a lens still has to get the verdict. */
interface VerdictOf {
  readonly uri: string;
  readonly index: number;
  /** Whether an Express service is asked about, rather than the launch types. */
  readonly express?: true;
}

/** A command that does nothing when it is clicked. */
function note(lens: Lens): Command {
  return { ...lens, command: '' };
}

/**
 * Whether a task definition leaves its launch type open. A bare list names it elsewhere, and without a container there
 * is nothing to accept yet.
 */
export function needsVerdict(task: TaskDefinition): boolean {
  return (
    !task.isBareList &&
    task.containers.items.length > 0 &&
    task.strings('requiresCompatibilities').presence === 'absent'
  );
}

/** The verdict on a task definition. */
export function verdictLens(task: TaskDefinition): Lens {
  const title = verdicts(task)
    .map(({ launchType, errors }) => `${NAMES[launchType]}: ${problems(errors)}`)
    .join(' · ');
  return { title };
}

/** The verdict of an Express service; undefined for a task definition that is not meant for one. */
export function expressLens(task: TaskDefinition): Lens | undefined {
  const errors = expressVerdict(task);
  if (errors === undefined) return undefined;
  return {
    title: `Express Mode: ${problems(errors)}`,
    tooltip: 'An Express service needs Fargate, and a container "Main" with one TCP port that has a name.',
  };
}

function problems(errors: number): string {
  return errors === 0 ? 'accepted' : `${errors} problem${errors === 1 ? '' : 's'}`;
}

/**
 * What a task of this size costs per month on Fargate; undefined if the size, the platform or the region is not known.
 */
export function priceLens(task: TaskDefinition): Lens | undefined {
  const { cpuUnits, memoryMiB } = task;
  if (task.requires('FARGATE') === 'no' || cpuUnits.state !== 'known' || memoryMiB.state !== 'known') return undefined;
  if (!fargateSize(cpuUnits.value)?.memoryMiB.includes(memoryMiB.value)) return undefined;
  const architecture = linuxArchitecture(task);
  const region = architecture && homeOf(task).regionName;
  const dollars = architecture && region && fargateMonthly(region, architecture, cpuUnits.value, memoryMiB.value);
  if (!dollars) return undefined;
  const subject = task.requires('FARGATE') === 'yes' ? 'About' : 'On Fargate about';
  const size = `${formatVCpu(cpuUnits.value)} and ${formatMemory(memoryMiB.value)}`;
  return {
    title: `${subject} $${Math.round(dollars).toLocaleString('en-US')} a month in ${region}`,
    tooltip: `One task with ${size}, Linux on ${architecture === 'ARM64' ? 'ARM' : 'x86'}, running all month at the on-demand price as of ${FARGATE_PRICES_CHECKED}. Spot, savings plans, more storage, traffic and tax are not counted.`,
  };
}

function linuxArchitecture(task: TaskDefinition): 'X86_64' | 'ARM64' | undefined {
  if (task.isWindows !== 'no') return undefined;
  const architecture = task.object('runtimePlatform').string('cpuArchitecture');
  if (architecture.state === 'absent' || architecture.value === 'X86_64') return 'X86_64';
  return architecture.value === 'ARM64' ? 'ARM64' : undefined;
}
