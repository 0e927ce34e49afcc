import type { Fix } from '../../findings/report.ts';
import type { TaskDefinition } from '../../model/task.ts';
import { formatMemory } from '../../model/units.ts';
import { set } from '../../syntax/edit.ts';
import { claimsOf } from './container-claims.ts';
import { possibleSizes, setSize } from './fargate-size-fixes.ts';

/** The fix that raises the task's memory to what its containers claim; none if no Fargate size holds them. */
export function raiseTaskMemory(task: TaskDefinition): Fix[] {
  if (task.requires('FARGATE') === 'yes') {
    const sizes = possibleSizes(task);
    const cpu = task.cpuUnits.value;
    const size = sizes.find(({ cpuUnits }) => cpuUnits === cpu) ?? sizes.find(({ cpuUnits }) => cpuUnits >= (cpu ?? 0));
    return size ? [setSize(task, size)] : [];
  }
  const memory = claimsOf(task).memoryMiB;
  return [
    {
      title: `Set memory of the task to "${memory}" (${formatMemory(memory)})`,
      edits: [set(task.node!, 'memory', String(memory))],
    },
  ];
}
