import type { Actor } from './containers.ts';
import type { Scene } from './scene.ts';
import type { StopCode } from './simulation.ts';

/** Seconds between SIGTERM and SIGKILL where nothing is said. Source: Amazon ECS API reference, ContainerDefinition stopTimeout; checked 2026-11-28. */
export const STOP_TIMEOUT = 30;

/** The exit code of a program that was killed: 128 and the number of SIGKILL. */
const KILLED = 137;

/** Why a task stops. */
interface Stop {
  readonly code: StopCode;
  /** The `stoppedReason` of DescribeTasks, as far as it is known. */
  readonly reason: string | undefined;
  readonly text: string;
  /** What else AWS shows, in the events of the service. */
  readonly aws?: string | undefined;
}

/** Whether the task is being stopped, so that nothing is started any more. */
export function isStopping({ taskStatus, outcome }: Scene): boolean {
  return outcome !== undefined || (taskStatus !== undefined && STOPPING.has(taskStatus));
}

const STOPPING: ReadonlySet<string> = new Set(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED']);

/** Ends a task before a container has been started. */
export function failToStart(
  scene: Scene,
  { text, stoppedReason }: { text: string; stoppedReason: string | undefined },
): void {
  const reason = stoppedReason ?? (scene.launchType === 'FARGATE' ? undefined : 'Task failed to start');
  stopTask(scene, { code: 'TaskFailedToStart', reason, text: `The task stops before its app runs. ${text}` });
}

/**
 * Stops a task: its containers in the reverse of their start order, each with SIGTERM, and with SIGKILL once its `stopTimeout` is over.
 * Source: Amazon ECS API reference, ContainerDependency and stopTimeout; Amazon ECS developer guide, task lifecycle; checked 2026-11-28.
 */
export function stopTask(scene: Scene, stop: Stop): void {
  if (isStopping(scene)) return;
  scene.taskStatus = 'DEACTIVATING';
  scene.tell({ step: 'stop', kind: 'failure', text: stop.text, aws: stop.aws ?? stop.reason });
  scene.taskStatus = 'STOPPING';
  for (const actor of scene.actors) {
    if (actor.status === 'PENDING') {
      actor.status = 'STOPPED';
      actor.run++;
    }
  }
  stopNext(scene, stop);
}

/** Tells each container to stop on which no other one depends any more. */
function stopNext(scene: Scene, stop: Stop): void {
  const running = scene.actors.filter(({ status }) => status === 'RUNNING');
  if (running.length === 0) {
    finish(scene, stop);
    return;
  }
  const free = running.filter((actor) => !running.some(({ waits }) => waits.some(({ on }) => on === actor)));
  // In a circle there is no first.
  for (const actor of free.length > 0 ? free : running) {
    if (actor.isStopping) continue;
    actor.isStopping = true;
    actor.run++;
    terminate(scene, actor, () => stopNext(scene, stop));
  }
}

function terminate(scene: Scene, actor: Actor, then: () => void): void {
  const subject = actor.name;
  const question = { id: 'stop-timeout', subject, label: 'Its stop timeout? The file leaves it open' };
  const range = { min: 2, max: 24 * 60 * 60, unit: 's' } as const;
  const timeout = scene.assumptions.numberOf(actor.container.number('stopTimeout'), STOP_TIMEOUT, question, range);
  const isKilled = actor.endsWithin > timeout;
  scene.tell({ step: 'stop', subject, text: `"${subject}" gets SIGTERM, and has ${timeout} s to end.` });
  scene.later(isKilled ? timeout : actor.endsWithin, () => {
    actor.status = 'STOPPED';
    actor.health = 'UNKNOWN';
    actor.exitCode = isKilled ? KILLED : 0;
    const text = isKilled
      ? `"${subject}" has not ended within ${timeout} s: it gets SIGKILL, and ends with exit code ${KILLED}.`
      : `"${subject}" ends with exit code 0.`;
    scene.tell({ step: 'stop', subject, kind: isKilled ? 'warning' : 'progress', text });
    then();
  });
}

function finish(scene: Scene, { code, reason, text }: Stop): void {
  scene.later(1, () => {
    scene.taskStatus = 'STOPPED';
    scene.tell({ step: 'stop', kind: 'failure', text: 'The task has stopped.', aws: reason });
    if (scene.inService && scene.countedAt !== undefined) {
      scene.tell({
        step: 'stop',
        text: 'The service starts another task in its place, which fails in the same way unless something changes.',
        aws: `(service ${scene.serviceName}) has started 1 tasks: (task …).`,
      });
    }
    scene.end({ result: 'stopped', registered: true, text, stopCode: code, stoppedReason: reason });
  });
}
