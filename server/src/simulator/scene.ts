import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Finding } from '../findings/finding.ts';
import type { ServiceDefinition } from '../model/service.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { Assumptions } from './assumptions.ts';
import type { Actor } from './containers.ts';
import type { EventKind, Outcome, SimulationEvent, Step, TaskStatus } from './simulation.ts';
import type { World } from './world.ts';

/** No deployment is played for longer than this many seconds, or with more events: what still changes then goes on for ever. */
const LONGEST = 4 * 60 * 60;
const MOST_EVENTS = 1500;

/** What an event says beside its time. */
interface Told {
  readonly step: Step;
  readonly subject?: string | undefined;
  readonly kind?: EventKind;
  readonly text: string;
  readonly aws?: string | undefined;
  readonly log?: string | undefined;
}

/** The service that runs the task, and what was found in it. */
export interface InService {
  readonly definition: ServiceDefinition;
  readonly findings: readonly Finding[];
}

/** A deployment while it is played: the clock, what is still to come, and what has been told. */
export class Scene {
  /** Seconds since the deployment began. */
  now = 0;
  taskStatus: TaskStatus | undefined;
  /** How it ended, once it has. */
  outcome: Outcome | undefined;
  launchType: Compatibility = 'FARGATE';
  /** Whether a service keeps the task running; if not, it was started alone. */
  inService = true;
  /** When the service has started the task. */
  startedAt = 0;
  /** When the service has begun to count the task as healthy; undefined before. */
  countedAt: number | undefined;
  /** When the task began to run; undefined before. */
  runningAt: number | undefined;
  /** What the load balancer says of the task; undefined if none is asked. */
  target: 'initial' | 'healthy' | 'unhealthy' | undefined;
  readonly events: SimulationEvent[] = [];
  private readonly agenda: { at: number; act: () => void }[] = [];

  constructor(
    readonly task: TaskDefinition,
    readonly findings: readonly Finding[],
    readonly assumptions: Assumptions,
    readonly actors: readonly Actor[],
    /** The service in the file; undefined if there is none, so that everything about it is assumed. */
    readonly service: InService | undefined,
    readonly world: World,
  ) {}

  /** The task's family, as it is in the file. */
  get family(): string {
    return this.task.text('family')?.value || 'task';
  }

  /** What AWS calls the service; the family if its file does not say. */
  get serviceName(): string {
    const service = this.service?.definition;
    return (service?.text('serviceName') ?? service?.text('service'))?.value || this.family;
  }

  /** Tells what happens now. */
  tell({ step, subject, kind = 'progress', text, aws, log }: Told): void {
    const containers = this.actors.map(({ name, essential, status, health, exitCode, reason, restarts }) => {
      return { name, essential, status, health, exitCode, reason, restarts };
    });
    const state = { task: this.taskStatus, containers };
    this.events.push({ at: this.now, step, subject, kind, text, aws, log, state });
  }

  /** Adds a line to a container's log, if it can be read anywhere: on Fargate, output without a destination is lost. */
  log(actor: Actor, text: string): void {
    if (actor.container.object('logConfiguration').presence === 'absent') return;
    this.tell({ step: 'run-and-exit', subject: actor.name, text: `"${actor.name}" logs: ${text}`, log: text });
  }

  /** Advances the time. */
  pass(seconds: number): void {
    this.now += seconds;
  }

  /** Schedules something for later. What is scheduled for the same second happens in the order of the calls. */
  later(seconds: number, act: () => void): void {
    const at = this.now + seconds;
    const place = this.agenda.findIndex((other) => other.at > at);
    this.agenda.splice(place < 0 ? this.agenda.length : place, 0, { at, act });
  }

  /** Runs until nothing is left to happen, the task has ended, or it would continue forever. */
  play(): void {
    while (!this.outcome) {
      const next = this.agenda.shift();
      if (!next || next.at > LONGEST || this.events.length > MOST_EVENTS) return;
      this.now = next.at;
      next.act();
    }
  }

  end(outcome: Outcome): void {
    this.outcome ??= outcome;
  }
}
