import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Finding } from '../findings/finding.ts';
import type { TaskDefinition } from '../model/task.ts';
import type { Assumptions } from './assumptions.ts';
import type { Actor } from './containers.ts';
import type { EventKind, Outcome, SimulationEvent, Step, TaskStatus } from './simulation.ts';

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
}

/** A deployment while it is played: the clock, what is still to come, and what has been told. */
export class Scene {
  /** Seconds since the deployment began. */
  now = 0;
  taskStatus: TaskStatus | undefined;
  /** How it ended, once it has. */
  outcome: Outcome | undefined;
  launchType: Compatibility = 'FARGATE';
  /** Whether a service keeps the task running; else it was started by itself. */
  inService = true;
  /** When the service has started the task. */
  startedAt = 0;
  /** When the service has begun to count the task as healthy; undefined before. */
  countedAt: number | undefined;
  readonly events: SimulationEvent[] = [];
  private readonly agenda: { at: number; act: () => void }[] = [];

  constructor(
    readonly task: TaskDefinition,
    readonly findings: readonly Finding[],
    readonly assumptions: Assumptions,
    readonly actors: readonly Actor[],
  ) {}

  /** The task's family, as it stands in the file. */
  get family(): string {
    return this.task.text('family')?.value || 'task';
  }

  /** Tells what happens now. */
  tell({ step, subject, kind = 'progress', text, aws }: Told): void {
    const containers = this.actors.map(({ name, essential, status, health, exitCode, reason, restarts }) => {
      return { name, essential, status, health, exitCode, reason, restarts };
    });
    const state = { task: this.taskStatus, containers };
    this.events.push({ at: this.now, step, subject, kind, text, aws, state });
  }

  /** Lets time go by. */
  pass(seconds: number): void {
    this.now += seconds;
  }

  /** Lets something happen later; things of the same second happen in the order in which they were put down. */
  later(seconds: number, act: () => void): void {
    const at = this.now + seconds;
    const place = this.agenda.findIndex((other) => other.at > at);
    this.agenda.splice(place < 0 ? this.agenda.length : place, 0, { at, act });
  }

  /** Lets everything happen that is to come, until nothing is left, the task has ended, or it would go on for ever. */
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
