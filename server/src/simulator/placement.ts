import { formatMemory, formatVCpu } from '../model/units.ts';
import type { Scene } from './scene.ts';

/** Whether an instance takes the task, or what all of them lack. */
type Room = 'room' | 'memory' | 'cpu' | 'gpu' | 'none';

/** Seconds until Fargate has a machine for the task: an assumption, since AWS states none. */
const FARGATE_CAPACITY = 15;

/**
 * Finds a machine for the task.
 * Source of the words: Amazon ECS developer guide, service event messages and API failure reasons; checked 2026-11-28.
 */
export function place(scene: Scene): void {
  const { task, launchType, assumptions } = scene;
  const { cpuUnits, memoryMiB } = task;
  const size = [
    cpuUnits.value === undefined ? undefined : formatVCpu(cpuUnits.value),
    memoryMiB.value === undefined ? undefined : formatMemory(memoryMiB.value),
  ].filter((each) => each !== undefined);
  const needs = size.length > 0 ? ` with ${size.join(' and ')}` : '';
  if (launchType === 'FARGATE' || launchType === 'MANAGED_INSTANCES') {
    scene.taskStatus = 'PROVISIONING';
    scene.tell({ step: 'placement', text: `AWS looks for capacity${needs}.` });
    scene.pass(FARGATE_CAPACITY);
    scene.tell({ step: 'placement', kind: 'success', text: 'AWS has capacity for the task.' });
    return;
  }
  const options: Partial<Record<Room, string>> = {
    room: 'One has room',
    memory: 'None has enough memory left',
    cpu: 'None has enough CPU left',
    ...(needsGpu(scene) && { gpu: 'None has enough GPUs left' }),
    none: 'The cluster has no instances',
  };
  const question = { id: 'capacity', label: 'Do the instances of the cluster have room?' };
  const room = assumptions.choice(question, options as Record<Room, string>);
  scene.pass(1);
  if (room === 'room') {
    scene.taskStatus = 'PENDING';
    scene.tell({
      step: 'placement',
      kind: 'success',
      text: `The task is placed on an instance${needs && ` that has room: it reserves${needs.slice(5)}`}${needsGpu(scene) ? ', with GPUs of its own' : ''}.`,
    });
    return;
  }
  const text = {
    memory: 'No instance has enough memory left.',
    cpu: 'No instance has enough CPU left.',
    gpu: 'No instance has enough GPUs left.',
    none: 'The cluster has no instances.',
  }[room];
  scene.tell({ step: 'placement', kind: 'failure', text, aws: messageFor(scene, room) });
  scene.end({
    result: 'not-placed',
    registered: true,
    text: scene.inService ? `${text} The service keeps trying.` : `${text} run-task starts nothing.`,
  });
}

function messageFor({ inService, serviceName }: Scene, lack: Exclude<Room, 'room'>): string {
  if (!inService && lack !== 'none') return `RESOURCE:${lack.toUpperCase()}`;
  if (!inService) return 'No Container Instances were found in your cluster.';
  const start = `(service ${serviceName}) was unable to place a task because no container instance met all of its requirements.`;
  if (lack === 'none') return `${start} Reason: No Container Instances were found in your cluster.`;
  // No source gives the words for GPUs.
  if (lack === 'gpu') return `${start} …`;
  const what = lack === 'memory' ? 'memory' : 'CPU units';
  return `${start} The closest matching (container-instance …) has insufficient ${what} available.`;
}

function needsGpu({ actors }: Scene): boolean {
  return actors.some(({ container }) =>
    container.list('resourceRequirements').items.some((item) => item.string('type').value === 'GPU'),
  );
}
