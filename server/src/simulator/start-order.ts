import { enumerate } from '../model/wording.ts';
import type { Behaviour } from './behaviour.ts';
import type { Actor, Wait } from './containers.ts';
import { watchHealth } from './health.ts';
import { tellLogs } from './logs.ts';
import { runUntilExit } from './run-and-exit.ts';
import type { Scene } from './scene.ts';
import { failToStart, isStopping, stopTask } from './stop.ts';
import { watchTargets } from './target-health.ts';

/** The exit code that the agent gives a container which it never starts. Source: amazon-ecs-agent, task_manager.go; checked 2026-11-28. */
const NEVER_STARTED = 143;

/** Starts the containers of a task, each when what it waits for is there. */
export class StartOrder {
  private readonly told = new Set<string>();

  constructor(
    private readonly scene: Scene,
    private readonly behaviours: ReadonlyMap<Actor, Behaviour>,
  ) {}

  /** On Fargate all images are pulled first; elsewhere each when its container may start. */
  begin(): void {
    const { scene } = this;
    scene.taskStatus = scene.launchType === 'FARGATE' ? 'ACTIVATING' : 'PENDING';
    if (scene.launchType !== 'FARGATE' || scene.actors.length === 0) return this.proceed();
    let open = scene.actors.length;
    for (const actor of scene.actors) {
      this.pull(actor, () => {
        open--;
        if (open === 0) this.proceed();
      });
    }
  }

  /** Starts whatever may start now, and gives up what never can. */
  readonly proceed = (): void => {
    const { scene } = this;
    if (isStopping(scene)) return;
    for (const actor of scene.actors) {
      if (actor.status !== 'PENDING' || actor.isOnItsWay || isStopping(scene)) continue;
      const open = actor.waits.filter((wait) => !isMet(wait));
      if (open.length === 0) this.start(actor);
      else if (!open.some((wait) => this.isHopeless(actor, wait))) this.tellWaiting(actor, open);
    }
    this.tellRunning();
    this.tellCounted();
  };

  private start(actor: Actor): void {
    actor.isOnItsWay = true;
    const begin = () => this.scene.later(1, () => this.run(actor));
    if (this.scene.launchType === 'FARGATE') begin();
    else this.pull(actor, begin);
  }

  private pull(actor: Actor, then: () => void): void {
    const { scene } = this;
    const { seconds, failure } = this.behaviours.get(actor)!.pull;
    const subject = actor.name;
    scene.tell({ step: 'images', subject, text: `The image of "${subject}" is being pulled.` });
    scene.later(seconds, () => {
      if (isStopping(scene)) return;
      if (!failure) {
        scene.tell({ step: 'images', subject, kind: 'success', text: `The image of "${subject}" has been pulled.` });
        return then();
      }
      actor.status = 'STOPPED';
      actor.reason = failure.aws ?? 'CannotPullContainerError';
      scene.tell({ step: 'images', subject, kind: 'failure', text: failure.text, aws: failure.aws });
      // On an instance, a task starts without a nonessential container. On Fargate, all images are pulled before anything starts.
      if (actor.essential || scene.launchType === 'FARGATE') {
        failToStart(scene, {
          text: failure.text,
          stoppedReason: scene.launchType === 'FARGATE' ? failure.aws : undefined,
        });
      } else this.proceed();
    });
  }

  private run(actor: Actor): void {
    const { scene } = this;
    if (isStopping(scene)) return;
    actor.status = 'RUNNING';
    actor.startedAt ??= scene.now;
    actor.lastStart = scene.now;
    actor.reason = undefined;
    actor.run++;
    actor.exitCode = undefined;
    const subject = actor.name;
    scene.tell({ step: 'start-order', subject, kind: 'success', text: `"${subject}" starts.` });
    if (actor.restarts === 0) tellLogs(scene, actor);
    const behaviour = this.behaviours.get(actor)!;
    watchHealth(scene, actor, behaviour.healthy, this.proceed);
    runUntilExit(scene, actor, behaviour, this.behaviours, {
      changed: this.proceed,
      restart: () => this.run(actor),
    });
    if (actor.restarts === 0) this.limitWaiting(actor);
    this.proceed();
  }

  /**
   * A container that waits for another longer than that one's `startTimeout`, counted from its start, gives up. START is not limited, nor is anything where no time is
   * given. Source: amazon-ecs-agent, dependencygraph/graph.go; Amazon ECS API reference, ContainerDefinition startTimeout; checked 2026-11-28.
   */
  private limitWaiting(on: Actor): void {
    const { scene } = this;
    const timeout = on.container.number('startTimeout');
    const question = { id: 'start-timeout', subject: on.name, label: 'Its start timeout? The file leaves it open' };
    const isWaitedFor = scene.actors.some(({ waits }) =>
      waits.some((wait) => wait.on === on && wait.condition !== 'START'),
    );
    const seconds =
      timeout.state === 'deferred' && isWaitedFor
        ? scene.assumptions.number(question, { initial: 120, min: 2, max: 600, unit: 's' })
        : timeout.value;
    if (seconds === undefined || seconds <= 0) return;
    scene.later(seconds, () => {
      for (const actor of scene.actors) {
        if (isStopping(scene) || actor.status !== 'PENDING' || actor.isOnItsWay || on.status === 'STOPPED') continue;
        const wait = actor.waits.find((each) => each.on === on && !isMet(each));
        if (!wait) continue;
        const text = `"${actor.name}" has waited ${seconds} s for "${on.name}" to ${GOALS[wait.condition]}: it never starts.`;
        this.giveUp(actor, text, 'dependency graph: container ordering dependency … has timed out.');
      }
      this.proceed();
    });
  }

  /** Whether a wait can never be met; the waiting container is then given up. */
  private isHopeless(actor: Actor, { on, condition }: Wait): boolean {
    if (on.status !== 'STOPPED') return false;
    if (condition === 'SUCCESS' && on.exitCode !== undefined) {
      const text = `"${actor.name}" waits for "${on.name}" to finish successfully, but it has ended with exit code ${on.exitCode}: "${actor.name}" never starts.`;
      const cause =
        'dependency graph: failed to resolve container ordering dependency … as dependency did not exit successfully.';
      this.giveUp(actor, text, cause);
      return true;
    }
    const text = `"${actor.name}" waits for "${on.name}" to ${GOALS[condition]}, but it has stopped: "${actor.name}" never starts.`;
    if (actor.essential) this.giveUp(actor, text, undefined);
    else this.once(`${actor.name} ${on.name}`, actor, text);
    return true;
  }

  /**
   * A container that is given up counts as stopped. Where it is essential, the task stops. What Fargate shows for it is not known.
   * Source: amazon-ecs-agent, task_manager.go (handleTerminalDependencyError); checked 2026-11-28.
   */
  private giveUp(actor: Actor, text: string, cause: string | undefined): void {
    const { scene } = this;
    const subject = actor.name;
    const isAgent = scene.launchType !== 'FARGATE';
    actor.status = 'STOPPED';
    if (cause && isAgent) {
      actor.exitCode = NEVER_STARTED;
      actor.reason = `CannotStartContainerError: ${cause}`;
    }
    scene.tell({ step: 'start-order', subject, kind: 'failure', text, aws: actor.reason });
    if (actor.essential) {
      const reason = isAgent ? 'Task failed to start' : undefined;
      const why = `"${subject}" never starts and is essential: the task stops.`;
      stopTask(scene, { code: 'TaskFailedToStart', reason, text: why });
    } else {
      const on = `"${subject}" is not essential: the task continues without it.`;
      scene.tell({ step: 'start-order', subject, kind: 'warning', text: on });
    }
  }

  private tellWaiting(actor: Actor, waits: readonly Wait[]): void {
    const words = waits.map(({ on, condition }) => `"${on.name}" to ${GOALS[condition]}`);
    this.once(`${actor.name} waits`, actor, `"${actor.name}" waits for ${enumerate(words, 'and')}.`, 'progress');
  }

  private once(key: string, actor: Actor, text: string, kind: 'progress' | 'warning' = 'warning'): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.scene.tell({ step: 'start-order', subject: actor.name, kind, text });
  }

  /** A task is RUNNING once each of its containers has been started, or will never be. */
  private tellRunning(): void {
    const { scene } = this;
    if (this.scene.runningAt !== undefined || isStopping(scene)) return;
    if (!scene.actors.every(({ startedAt, status }) => startedAt !== undefined || status === 'STOPPED')) return;
    scene.runningAt = scene.now;
    scene.later(UNCHECKED, this.proceed);
    scene.taskStatus = 'RUNNING';
    scene.tell({
      step: 'start-order',
      kind: 'success',
      text: 'All containers have started: the task is running.',
    });
    watchTargets(scene, this.behaviours, this.proceed);
  }

  /**
   * A service counts a task once its essential containers pass their health checks; where none has one, 40 seconds after it runs.
   * Source: Amazon ECS API reference, DeploymentConfiguration minimumHealthyPercent; checked 2026-11-28.
   */
  private tellCounted(): void {
    const { scene } = this;
    if (this.scene.runningAt === undefined || scene.countedAt !== undefined || !scene.inService || isStopping(scene))
      return;
    const checked = scene.actors.filter((actor) => actor.essential && this.behaviours.get(actor)!.healthy);
    if (checked.some(({ health }) => health !== 'HEALTHY')) return;
    if (scene.target !== undefined && scene.target !== 'healthy') return;
    if (checked.length === 0 && scene.target === undefined && scene.now < this.scene.runningAt + UNCHECKED) return;
    scene.countedAt = scene.now;
    const text =
      checked.length > 0 || scene.target
        ? 'The task is healthy, so the service counts it.'
        : `No essential container has a health check: the service counts the task as healthy ${UNCHECKED} s after it runs.`;
    scene.tell({ step: 'run-and-exit', kind: 'success', text });
  }
}

/** Seconds for which a task without a health check has to run. */
const UNCHECKED = 40;

const GOALS = {
  START: 'start',
  HEALTHY: 'become healthy',
  COMPLETE: 'finish',
  SUCCESS: 'finish successfully',
} as const;

/**
 * Whether a container is as another one waits for it. HEALTHY counts the first success, also within the start period.
 * Source: amazon-ecs-agent, dependencygraph/graph.go (containerOrderingDependenciesIsResolved); checked 2026-11-28.
 */
function isMet({ on, condition }: Wait): boolean {
  switch (condition) {
    case 'HEALTHY':
      return on.status === 'RUNNING' && on.health === 'HEALTHY';
    case 'COMPLETE':
      return on.status === 'STOPPED' && on.exitCode !== undefined;
    case 'SUCCESS':
      return on.status === 'STOPPED' && on.exitCode === 0;
    default:
      return on.startedAt !== undefined;
  }
}
