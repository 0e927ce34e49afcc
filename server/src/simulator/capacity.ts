import { instancePort } from './ports.ts';
import type { Scene } from './scene.ts';

/** What an instance offers by default: an assumption. */
const INSTANCE = { memoryMiB: 8192, cpu: 2048 };

/** More tasks than any service here starts at the same time, so that instances run out only if the user chooses so. */
const ENOUGH = 40;

/**
 * How many tasks of this kind the instances of the cluster take; undefined where AWS provides the machines. Two tasks
 * that use the same port of an instance do not fit on it together.
 * Source: Amazon ECS developer guide, task placement and service event messages; checked 2026-11-28.
 */
export function roomOf(scene: Scene): { readonly tasks: number; readonly lack: string } | undefined {
  const { assumptions, launchType } = scene;
  if (launchType === 'FARGATE' || launchType === 'MANAGED_INSTANCES') return undefined;
  const memory = memoryOf(scene);
  const cpu = cpuOf(scene);
  const instances = assumptions.number(
    { id: 'instances', label: 'Instances in the cluster' },
    { initial: ENOUGH, min: 1, max: 100, unit: '' },
  );
  const offered = {
    memory: assumptions.number(
      { id: 'instance-memory', label: 'Memory that each instance has for tasks' },
      { initial: Math.max(INSTANCE.memoryMiB, memory), min: 128, max: 1024 * 1024, unit: 'MiB' },
    ),
    cpu: assumptions.number(
      { id: 'instance-cpu', label: 'CPU units that each instance has for tasks' },
      { initial: Math.max(INSTANCE.cpu, cpu), min: 128, max: 1024 * 192, unit: '' },
    ),
  };
  const port = hasFixedPort(scene);
  const fits = {
    memory: memory > 0 ? Math.floor(offered.memory / memory) : ENOUGH,
    cpu: cpu > 0 ? Math.floor(offered.cpu / cpu) : ENOUGH,
    port: port ? 1 : ENOUGH,
  };
  const each = Math.min(fits.memory, fits.cpu, fits.port);
  const lack =
    each === fits.port && port
      ? 'is already using a port required by your task'
      : `has insufficient ${each === fits.memory ? 'memory' : 'CPU units'} available`;
  return { tasks: instances * each, lack };
}

/** What an instance reserves for a task: the size of the task, otherwise the sum of its containers. */
function memoryOf({ task, actors }: Scene): number {
  const sum = actors.reduce((total, { container }) => {
    return total + (container.number('memoryReservation').value ?? container.number('memory').value ?? 0);
  }, 0);
  return task.memoryMiB.value ?? sum;
}

function cpuOf({ task, actors }: Scene): number {
  return (
    task.cpuUnits.value ?? actors.reduce((total, { container }) => total + (container.number('cpu').value ?? 0), 0)
  );
}

/** Whether a container takes a fixed port of the instance. With awsvpc each task has ports of its own. */
function hasFixedPort({ task, actors }: Scene): boolean {
  const { value: mode } = task.networkMode;
  return actors.some(({ container }) =>
    container.list('portMappings').items.some((mapping) => {
      const containerPort = mapping.number('containerPort').value;
      return typeof instancePort(mode, { containerPort, hostPort: mapping.number('hostPort').value ?? 0 }) === 'number';
    }),
  );
}
