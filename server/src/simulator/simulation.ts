import type { Compatibility } from '@aws-sdk/client-ecs';
import type { Refuser } from '../model/refusal.ts';

/** What happens between a file and a task that runs, in the order in which it happens; each has a file of its own. */
export const STEPS = [
  'validation',
  'registration',
  'service-call',
  'placement',
  'network',
  'secrets',
  'volumes',
  'images',
  'start-order',
  'health',
  'load-balancer',
  'run-and-exit',
  'stop',
  'deployment',
] as const;

/** One of the steps of a deployment. */
export type Step = (typeof STEPS)[number];

/** How an event is to be taken: something goes on, something has worked, something looks bad, or something has failed. */
export type EventKind = 'progress' | 'success' | 'warning' | 'failure';

/** A container's `lastStatus`, in the words of DescribeTasks. */
export type ContainerStatus = 'PENDING' | 'RUNNING' | 'STOPPED';

/**
 * A task's `lastStatus`, in the words of DescribeTasks.
 * Source: @aws-sdk/client-ecs, HealthCheck; Amazon ECS developer guide, task lifecycle; checked 2026-11-28.
 */
export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

/** A container's or a task's `healthStatus`. */
export type Health = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';

/** A container at some moment. */
export interface ContainerState {
  readonly name: string;
  readonly essential: boolean;
  readonly status: ContainerStatus;
  readonly health: Health;
  readonly exitCode?: number | undefined;
  /** Why it stopped, in AWS's words where they are known. */
  readonly reason?: string | undefined;
  /** How often it was restarted in place. */
  readonly restarts: number;
}

/** How many tasks a service has during a deployment. */
export interface ServiceState {
  readonly desired: number;
  /** Running tasks of the old revision. */
  readonly old: number;
  /** Tasks of the new revision that count as healthy. */
  readonly new: number;
  /** Tasks of the new revision that have been started and do not count yet. */
  readonly starting: number;
  /** Tasks of the new revision that have stopped before they counted. */
  readonly failures: number;
}

/** The task that is followed and its containers at some moment. */
export interface State {
  /** Undefined where no service has begun to deploy. */
  readonly service?: ServiceState | undefined;
  /** Undefined while there is no task yet. */
  readonly task: TaskStatus | undefined;
  readonly containers: readonly ContainerState[];
}

/** One thing that happens. */
export interface SimulationEvent {
  /** Seconds since the deployment began. */
  readonly at: number;
  readonly step: Step;
  /** The container that it is about; undefined for the task as a whole. */
  readonly subject: string | undefined;
  readonly kind: EventKind;
  /** What happens, in a sentence. */
  readonly text: string;
  /** What AWS shows for it, word for word; `…` stands for what differs from case to case. Undefined where that is not known. */
  readonly aws?: string | undefined;
  /** A line that the container writes to its log. */
  readonly log?: string | undefined;
  /** What is so once it has happened. */
  readonly state: State;
}

/** How a deployment ends. */
export type DeploymentResult = 'completed' | 'failed' | 'rolled-back' | 'stuck' | 'in-progress';

/** Why a task stopped, in the words of the API. */
export type StopCode = 'TaskFailedToStart' | 'EssentialContainerExited' | 'ServiceSchedulerInitiated';

/** What comes of it. */
export interface Outcome {
  /**
   * `refused`: there is no task. `not-placed`: nothing is there to run it. `waiting`: it never gets beyond its start. `running`: it runs, and goes on
   * running. `stopped`: it has run, or tried to, and has stopped.
   */
  readonly result: 'refused' | 'not-placed' | 'waiting' | 'running' | 'stopped';
  /** In a sentence. */
  readonly text: string;
  /** Whether ECS has taken the task definition. */
  readonly registered: boolean;
  /** Who refused, where somebody did. */
  readonly refusedBy?: Refuser | undefined;
  readonly health?: Health | undefined;
  readonly stopCode?: StopCode | undefined;
  readonly stoppedReason?: string | undefined;
  /** What comes of the deployment of the service, in a sentence; undefined without a service. */
  readonly deployment?: string | undefined;
  /** The same in a word. */
  readonly deploymentResult?: DeploymentResult | undefined;
  /** Seconds from the start of the task until the service counted it; undefined if it never did. */
  readonly countedAfter?: number | undefined;
}

/** What somebody may choose for an assumption. */
export type AssumptionValue = string | number;

/** Something that is not in the file and decides what happens. */
export type Assumption = AssumedChoice | AssumedNumber;

interface AssumptionParts {
  /** Identifies it within this task definition; the user's choices refer to it. */
  readonly id: string;
  /** The container that it is about; undefined for the task as a whole. */
  readonly subject: string | undefined;
  /** What is assumed, as a question or a label. */
  readonly label: string;
}

/** One of several. */
export interface AssumedChoice extends AssumptionParts {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly initial: string;
}

/** A whole number between two others. */
export interface AssumedNumber extends AssumptionParts {
  readonly kind: 'number';
  readonly unit: 's' | 'MiB' | '%' | '';
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly initial: number;
}

/** A deployment that was played. */
export interface Simulation {
  readonly title: string;
  readonly launchType: Compatibility;
  /** In the order of time. */
  readonly events: readonly SimulationEvent[];
  readonly outcome: Outcome;
  /** What was assumed on the way, the task's first. */
  readonly assumptions: readonly Assumption[];
}
