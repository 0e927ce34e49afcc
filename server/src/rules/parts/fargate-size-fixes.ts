import type { Fix } from '../../findings/report.ts';
import { FARGATE_SIZES, fargateSize } from '../../model/facts.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { formatMemory, formatVCpu } from '../../model/units.ts';
import { set } from '../../syntax/edit.ts';
import { claimsOf } from './container-claims.ts';

/** Task CPU and memory. */
export interface TaskSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** Whether another rule already reports the task's `cpu`: Fargate does not have the value, or not for Windows. */
export function isFargateCpuWrong(task: TaskDefinition): boolean {
  const cpu = task.cpuUnits;
  if (task.requires('FARGATE') !== 'yes' || cpu.state !== 'known') return false;
  const size = fargateSize(cpu.value);
  return !size || (task.isWindows === 'yes' && !size.windows);
}

/** Whether another rule already reports the task's `memory`: Fargate does not offer it with this `cpu`. */
export function isFargateMemoryWrong(task: TaskDefinition): boolean {
  const { cpuUnits: cpu, memoryMiB: memory } = task;
  if (task.requires('FARGATE') !== 'yes' || cpu.state !== 'known' || memory.state !== 'known') return false;
  return fargateSize(cpu.value)?.memoryMiB.includes(memory.value) === false;
}

/** The Fargate sizes that suit a task's operating system and hold what its containers claim, the smallest first. */
export function possibleSizes(task: TaskDefinition): TaskSize[] {
  const claims = claimsOf(task);
  return FARGATE_SIZES.filter((size) => size.cpuUnits >= claims.cpuUnits && (size.windows || task.isWindows !== 'yes'))
    .flatMap(({ cpuUnits, memoryMiB }) => memoryMiB.map((memory) => ({ cpuUnits, memoryMiB: memory })))
    .filter((size) => size.memoryMiB >= claims.memoryMiB);
}

/**
 * For each CPU value that a task can take, the size with the task's own memory, otherwise the next larger, otherwise
 * the largest.
 */
export function possibleSizesByCpu(task: TaskDefinition): TaskSize[] {
  const wanted = task.memoryMiB.value ?? 0;
  const sizes = possibleSizes(task);
  const cpus = [...new Set(sizes.map((size) => size.cpuUnits))];
  return cpus.map((cpu) => {
    const same = sizes.filter((size) => size.cpuUnits === cpu);
    return same.find((size) => size.memoryMiB >= wanted) ?? same[same.length - 1]!;
  });
}

/** The fix that sets a task's size. Leaves alone what is already right or deferred. */
export function setSize(task: TaskDefinition, size: TaskSize): Fix {
  const object = task.node!;
  const place = task.has('networkMode') ? 'networkMode' : 'requiresCompatibilities';
  const setsCpu = task.cpuUnits.state !== 'deferred' && task.cpuUnits.value !== size.cpuUnits;
  const setsMemory = task.memoryMiB.state !== 'deferred' && task.memoryMiB.value !== size.memoryMiB;
  const cpu = `cpu to "${size.cpuUnits}"`;
  const memory = `memory to "${size.memoryMiB}"`;
  return {
    title: !setsMemory
      ? `Set ${cpu} (${formatVCpu(size.cpuUnits)})`
      : !setsCpu
        ? `Set ${memory} (${formatMemory(size.memoryMiB)})`
        : `Set ${cpu} and ${memory}`,
    edits: [
      ...(setsCpu ? [set(object, 'cpu', String(size.cpuUnits), place)] : []),
      ...(setsMemory ? [set(object, 'memory', String(size.memoryMiB), task.member('cpu') ? 'cpu' : place)] : []),
    ],
  };
}
