import { meantNumber } from '../model/meaning.ts';
import type { Behaviour } from './behaviour.ts';
import type { Actor } from './containers.ts';
import { programOf, troubleAtStart } from './programs.ts';
import type { Scene } from './scene.ts';
import { isStopping, stopTask } from './stop.ts';

/** Seconds after its start at which a container uses the most memory: an assumption. */
const PEAK = 60;

/** What Linux and Docker report of a container that was killed for its memory. Source: amazon-ecs-agent, engine/errors.go; checked 2026-11-28. */
const OUT_OF_MEMORY = { code: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' };

/**
 * How long a container has to have run to be restarted in place, in seconds, where nothing is said.
 * Source: Amazon ECS API reference, ContainerRestartPolicy; checked 2026-11-28.
 */
const RESTART_ATTEMPT_PERIOD = 300;

/** How a program ends that cannot start: an assumption. */
const TROUBLED = { after: 2, code: 1 };

/** A container that was restarted so often goes on like that. */
const MOST_RESTARTS = 3;

/** What else is to happen when a container ends. */
interface Then {
  readonly changed: () => void;
  readonly restart: () => void;
}

/** Lets a container that has started run until it ends by itself or is killed for its memory. */
export function runUntilExit(
  scene: Scene,
  actor: Actor,
  behaviour: Behaviour,
  all: ReadonlyMap<Actor, Behaviour>,
  then: Then,
): void {
  const { run } = actor;
  const still = (act: () => void) => () => {
    if (actor.run === run && actor.status === 'RUNNING' && !isStopping(scene)) act();
  };
  const program = programOf(scene, actor);
  const trouble = troubleAtStart(scene, actor);
  for (const { after, text } of trouble ? [] : (program?.logs ?? []))
    scene.later(
      after,
      still(() => scene.log(actor, text)),
    );
  const { memoryMiB } = behaviour;
  const exit = trouble ? TROUBLED : behaviour.exit;
  if (trouble)
    scene.later(
      TROUBLED.after - 1,
      still(() => scene.log(actor, trouble)),
    );
  if (actor.restarts >= MOST_RESTARTS) {
    const text = `"${actor.name}" has been restarted ${actor.restarts} times, and this continues.`;
    scene.tell({ step: 'run-and-exit', subject: actor.name, kind: 'warning', text });
    return;
  }
  if (memoryMiB !== undefined && !trouble) {
    const at = exit ? Math.min(PEAK, Math.ceil(exit.after / 2)) : PEAK;
    scene.later(
      at,
      still(() => usePeak(scene, actor, all, then)),
    );
  }
  if (!exit) return;
  scene.later(
    exit.after,
    still(() =>
      leave(
        scene,
        actor,
        { code: exit.code, reason: undefined, text: `"${actor.name}" ends with exit code ${exit.code}.` },
        then,
      ),
    ),
  );
}

/**
 * A container that goes beyond its `memory` is killed. So is one where all of them together go beyond that of the task: the one that uses most, as the
 * kernel usually chooses. Source: Amazon ECS API reference, ContainerDefinition memory and task memory; checked 2026-11-28.
 */
function usePeak(scene: Scene, actor: Actor, all: ReadonlyMap<Actor, Behaviour>, then: Then): void {
  const used = all.get(actor)!.memoryMiB!;
  const own = actor.container.number('memory').value;
  if (own !== undefined && used > own) {
    const text = `"${actor.name}" needs ${used} MiB, but its limit is ${own} MiB: it is killed.`;
    leave(scene, actor, { ...OUT_OF_MEMORY, text }, then);
    return;
  }
  const limit = scene.task.memoryMiB.value;
  if (limit === undefined) return;
  const running = scene.actors.filter(({ status }) => status === 'RUNNING');
  const usedBy = (each: Actor) => all.get(each)?.memoryMiB ?? 0;
  const sum = running.reduce((total, each) => total + usedBy(each), 0);
  if (sum <= limit) return;
  const largest = running.reduce((most, each) => (usedBy(each) > usedBy(most) ? each : most));
  const text = `The containers need ${sum} MiB in total, but the task has ${limit} MiB: "${largest.name}", which uses the most, is killed.`;
  leave(scene, largest, { ...OUT_OF_MEMORY, text }, then);
}

interface Exit {
  readonly code: number;
  readonly reason: string | undefined;
  readonly text: string;
}

function leave(scene: Scene, actor: Actor, { code, reason, text }: Exit, then: Then): void {
  const subject = actor.name;
  const ran = scene.now - actor.lastStart;
  actor.status = 'STOPPED';
  actor.health = 'UNKNOWN';
  actor.exitCode = code;
  actor.reason = reason;
  actor.run++;
  scene.tell({ step: 'run-and-exit', subject, kind: code === 0 ? 'progress' : 'failure', text, aws: reason });
  if (restarts(scene, actor, code, ran)) {
    actor.restarts++;
    then.restart();
    return;
  }
  if (actor.essential) {
    stopTask(scene, {
      code: 'EssentialContainerExited',
      reason: 'Essential container in task exited',
      text: `"${subject}" has ended with exit code ${code} and is essential: the task stops.`,
    });
    return;
  }
  const on = `"${subject}" is not essential: the task continues without it.`;
  scene.tell({ step: 'run-and-exit', subject, text: on });
  then.changed();
}

/** Whether a restart policy brings a container back. Source: Amazon ECS API reference, ContainerRestartPolicy; checked 2026-11-28. */
function restarts(scene: Scene, { container, name }: Actor, code: number, ran: number): boolean {
  const policy = container.object('restartPolicy');
  if (policy.boolean('enabled').value !== true) return false;
  const ignored = policy.items('ignoredExitCodes', meantNumber);
  if (ignored.items.includes(code)) {
    const text = `The restart policy of "${name}" ignores exit code ${code}: it is not restarted.`;
    scene.tell({ step: 'run-and-exit', subject: name, text });
    return false;
  }
  const period = policy.number('restartAttemptPeriod').value ?? RESTART_ATTEMPT_PERIOD;
  if (ran < period) {
    const text = `"${name}" has run for only ${ran} s. Its restart policy restarts it after ${period} s or more: it is not restarted.`;
    scene.tell({ step: 'run-and-exit', subject: name, kind: 'warning', text });
    return false;
  }
  const text = `"${name}" has run for ${ran} s: its restart policy restarts it, and the task stays.`;
  scene.tell({ step: 'run-and-exit', subject: name, text });
  return true;
}
