import type { Field } from '../../model/field.ts';
import type { Container, TaskDefinition } from '../../model/task.ts';

/** What the containers of a task claim, in CPU units and MiB. Amounts that are decided later count as nothing. */
export interface Claims {
  /** The sum of the containers' `cpu`. */
  readonly cpuUnits: number;
  /** What the containers reserve together: `memoryReservation`, or `memory` where a container has no reservation. */
  readonly reservedMiB: number;
  /** The least task memory that holds the containers: what they reserve, and each one's limit by itself. */
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

/** The MiB that ECS reserves for a container: its soft limit, else its hard limit, else nothing. */
export function reservedMemory(container: Container): number {
  const reservation = container.number('memoryReservation');
  return amount(reservation.state === 'absent' ? container.number('memory') : reservation);
}

/** Whether the size of the task counts for nothing: outside of Fargate, Windows knows only the containers' own amounts. */
export function isTaskSizeIgnored(task: TaskDefinition): boolean {
  return task.isWindows === 'yes' && task.requires('FARGATE') !== 'yes';
}

function amount(field: Field<number>): number {
  return field.state === 'known' && field.value > 0 ? field.value : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
