import { FARGATE_SIZES, fargateSize } from '../../../model/facts.ts';
import type { TaskDefinition } from '../../../model/task.ts';
import { formatMemory, formatVCpu, parseCpuUnits, parseMemoryMiB } from '../../../model/units.ts';
import { enumerate } from '../../../model/wording.ts';
import { code, facts, type Markdown, md, ours, together } from '../../markdown.ts';

/** A task's `cpu` in vCPUs, and the memory values that go with it on Fargate. */
export function taskCpu(task: TaskDefinition, text: string): Markdown | undefined {
  const units = parseCpuUnits(text);
  if (units === undefined) return undefined;
  const size = fargateSize(units);
  const memory = task.memoryMiB.value;
  const fits = memory !== undefined && size?.memoryMiB.includes(memory);
  return together([
    md`${code(text)} — ${ours(`${formatVCpu(units)}${/vcpu/i.test(text) ? `, ${units} CPU units` : ''}`)}`,
    facts([
      [
        'Memory on Fargate',
        ours(size ? choices(size.memoryMiB) : `none: Fargate has no size with ${formatVCpu(units)}`),
      ],
      [
        'This task',
        size !== undefined &&
          memory !== undefined &&
          ours(`${formatMemory(memory)}${fits ? '' : ', which does not fit'}`),
      ],
    ]),
  ]);
}

/** A task's `memory`, and the CPU values that go with it on Fargate. */
export function taskMemory(task: TaskDefinition, text: string): Markdown | undefined {
  const mib = parseMemoryMiB(text);
  if (mib === undefined) return undefined;
  const cpus = FARGATE_SIZES.filter((size) => size.memoryMiB.includes(mib)).map(({ cpuUnits }) => cpuUnits);
  const cpu = task.cpuUnits.value;
  const size = cpu === undefined ? undefined : fargateSize(cpu);
  return together([
    amount(text, mib),
    facts([
      [
        'CPU on Fargate',
        ours(cpus.length > 0 ? enumerate(cpus.map(formatVCpu), 'or') : 'none: Fargate has no size with this memory'),
      ],
      ['This task', cpu !== undefined && size && ours(`${formatVCpu(cpu)}, which allows ${choices(size.memoryMiB)}`)],
    ]),
  ]);
}

/** A container's `cpu`. */
export function containerCpu(task: TaskDefinition, units: number): Markdown | undefined {
  if (units <= 0) return undefined;
  const whole = task.cpuUnits.value;
  const share = whole ? `, of ${formatVCpu(whole)} for the task` : '';
  return md`${code(String(units))} — ${ours(formatVCpu(units) + share)}`;
}

/** A container's `memory` or `memoryReservation`. */
export function containerMemory(task: TaskDefinition, mib: number): Markdown | undefined {
  if (mib <= 0) return undefined;
  const whole = task.memoryMiB.value;
  return md`${amount(String(mib), mib)}${ours(whole ? `, of ${formatMemory(whole)} for the task` : '')}`;
}

function amount(text: string, mib: number): Markdown {
  const gb = `${Math.round((mib / 1024) * 1000) / 1000} GB`;
  return md`${code(text)} — ${mib} MiB${ours(mib >= 512 ? ` (${gb})` : '')}`;
}

/** Memory values as people say them: "0.5, 1 or 2 GB", "8 to 30 GB in steps of 1 GB". */
function choices(values: readonly number[]): string {
  const gb = values.map((value) => value / 1024);
  if (gb.length <= 3) return `${enumerate(gb.map(String), 'or')} GB`;
  return `${gb[0]} to ${gb[gb.length - 1]} GB in steps of ${gb[1]! - gb[0]!} GB`;
}
