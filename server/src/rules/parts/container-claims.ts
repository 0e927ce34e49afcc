import type { Field } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';

/** The sums of what a task's containers claim, in CPU units and MiB. Deferred amounts count as nothing. */
export interface Claims {
  /** The sum of the containers' `cpu`. */
  readonly cpuUnits: number;
  /** What the containers reserve in total: `memoryReservation`, or `memory` if a container has no reservation. */
  readonly reservedMiB: number;
  /**
   * The least task memory that holds the containers: at least their total reservation, and at least each single limit.
   */
  readonly memoryMiB: number;
}

/** Adds up what the containers of a task claim. */
export function claimsOf(task: TaskDefinition): Claims {
  const { items } = task.containers;
  const reservedMiB = sum(items.map(reservedMemory));
  return {
    cpuUnits: sum(items.map((container) => amount(container.number('cpu')))),
    reservedMiB,
    memoryMiB: Math.max(reservedMiB, ...items.map((container) => amount(container.number('memory')))),
  };
}

/** The MiB that ECS reserves for a container: its soft limit, otherwise its hard limit, otherwise nothing. */
export function reservedMemory(container: Container): number {
  const reservation = container.number('memoryReservation');
  return amount(reservation.state === 'absent' ? container.number('memory') : reservation);
}

/** Whether the task's size is ignored: outside Fargate, Windows uses only the containers' own amounts. */
export function isTaskSizeIgnored(task: TaskDefinition): boolean {
  return task.isWindows === 'yes' && task.requires('FARGATE') !== 'yes';
}

function amount(field: Field<number>): number {
  return field.state === 'known' && field.value > 0 ? field.value : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
