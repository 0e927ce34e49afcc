import { COMMON_CPU_UNITS, COMMON_MEMORY_MIB } from '../../model/common-numbers.ts';
import { FARGATE_SIZES, type FargateSize } from '../../model/facts.ts';
import { formatMemory, formatVCpu } from '../../model/units.ts';
import type { Spot } from './spot.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * Fargate's values for a task's `cpu`, first those that go with its memory; common values if the task is not for
 * Fargate.
 */
export function taskCpu({ task }: Spot): Suggestion[] {
  if (task.requires('FARGATE') === 'no') return COMMON_CPU_UNITS.map((units) => amount(units, formatVCpu(units)));
  const memory = task.memoryMiB.value;
  const fits = (size: FargateSize) => memory !== undefined && size.memoryMiB.includes(memory);
  const sizes = FARGATE_SIZES.filter((size) => size.windows || task.isWindows !== 'yes');
  const ordered = [...sizes.filter(fits), ...sizes.filter((size) => !fits(size))];
  return ordered.map((size) => {
    const { cpuUnits, memoryMiB } = size;
    const range = `${formatMemory(memoryMiB[0]!)} to ${formatMemory(memoryMiB[memoryMiB.length - 1]!)}`;
    return amount(cpuUnits, `${formatVCpu(cpuUnits)}, memory ${range}`);
  });
}

/** The memory values that go with the task's `cpu`. */
export function taskMemory({ task }: Spot): Suggestion[] {
  const common = COMMON_MEMORY_MIB.map((mib) => amount(mib, formatMemory(mib)));
  if (task.requires('FARGATE') === 'no') return common;
  const { cpuUnits } = task;
  if (cpuUnits.state !== 'known') {
    return FARGATE_SIZES.filter((size) => size.windows || task.isWindows !== 'yes').map(({ cpuUnits, memoryMiB }) =>
      amount(memoryMiB[0]!, `${formatMemory(memoryMiB[0]!)}, the minimum for cpu ${cpuUnits}`),
    );
  }
  const size = FARGATE_SIZES.find(({ cpuUnits: units }) => units === cpuUnits.value);
  if (!size) return task.requires('FARGATE') === 'yes' ? [] : common;
  return size.memoryMiB.map((mib) => amount(mib, formatMemory(mib)));
}

function amount(value: number, detail: string): Suggestion {
  return { label: String(value), value: String(value), detail, kind: 'value' };
}

/** CPU units for a container: what the other containers leave of the task's, and common values up to that. */
export function containerCpu({ task, container }: Spot): Suggestion[] {
  const left = leftFor(task.cpuUnits.value, task.containers.items, container, (other) => other.number('cpu').value);
  return numbers(COMMON_CPU_UNITS, left, formatVCpu);
}

/** MiB for a container's hard limit, up to the memory of the task. */
export function containerMemory({ task }: Spot): Suggestion[] {
  return numbers(COMMON_MEMORY_MIB, task.memoryMiB.value, formatMemory);
}

/**
 * MiB for a container's reservation: what the others leave, and common values up to that and to the container's limit.
 */
export function containerReservation({ task, container }: Spot): Suggestion[] {
  const left = leftFor(
    task.memoryMiB.value,
    task.containers.items,
    container,
    (other) => other.number('memoryReservation').value,
  );
  const limit = container?.number('memory').value;
  if (limit !== undefined && limit < (left ?? Number.POSITIVE_INFINITY)) {
    return numbers(
      COMMON_MEMORY_MIB.filter((mib) => mib <= limit),
      undefined,
      formatMemory,
    );
  }
  return numbers(COMMON_MEMORY_MIB, left, formatMemory);
}

function leftFor<C>(
  total: number | undefined,
  all: readonly C[],
  own: C | undefined,
  claim: (container: C) => number | undefined,
): number | undefined {
  if (total === undefined) return undefined;
  return all.reduce((left, container) => (container === own ? left : left - (claim(container) ?? 0)), total);
}

function numbers(common: readonly number[], most: number | undefined, format: (value: number) => string): Suggestion[] {
  const fitting = common.filter((value) => most === undefined || value < most);
  const suggestions = fitting.map((value) => number(value, format(value)));
  if (most !== undefined && most > 0) suggestions.unshift(number(most, `${format(most)}, all that is left`));
  return suggestions;
}

function number(value: number, detail: string): Suggestion {
  return { label: String(value), value, detail, kind: 'value' };
}
