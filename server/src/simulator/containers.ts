import type { ContainerCondition } from '@aws-sdk/client-ecs';
import type { Container, TaskDefinition } from '../model/task.ts';
import { dependenciesOf } from '../rules/parts/dependencies.ts';
import { startOrderOf } from '../rules/parts/start-order.ts';
import type { Assumptions } from './assumptions.ts';
import type { ContainerStatus, Health } from './simulation.ts';

/** What a container waits for before it starts. */
export interface Wait {
  readonly on: Actor;
  readonly condition: ContainerCondition;
}

/** A container of the task while its deployment is played. */
export interface Actor {
  readonly container: Container;
  readonly name: string;
  readonly essential: boolean;
  waits: readonly Wait[];
  status: ContainerStatus;
  health: Health;
  exitCode: number | undefined;
  reason: string | undefined;
  restarts: number;
  /** When it was first started, in seconds since the deployment began; undefined before. */
  startedAt: number | undefined;
  /** When it was last started. */
  lastStart: number;
  /** Counts its starts and stops, so that what was put down for a run that is over does not happen. */
  run: number;
  /** Whether its start has begun, so that it does not begin twice. */
  isOnItsWay: boolean;
  /** Whether it was told to stop. */
  isStopping: boolean;
  /** Seconds from SIGTERM until it ends by itself. */
  endsWithin: number;
}

/** The containers of a task, before anything has happened. */
export function actorsOf(task: TaskDefinition, assumptions: Assumptions): Actor[] {
  const names = new Set<string>();
  const actors = task.containers.items.map((container, i): Actor => {
    const written = container.text('name')?.value || `number ${i + 1}`;
    const name = names.has(written) ? `${written} (number ${i + 1})` : written;
    names.add(name);
    return {
      container,
      name,
      essential: isEssential(container, name, assumptions),
      waits: [],
      status: 'PENDING',
      health: 'UNKNOWN',
      exitCode: undefined,
      reason: undefined,
      restarts: 0,
      startedAt: undefined,
      lastStart: 0,
      run: 0,
      isOnItsWay: false,
      isStopping: false,
      endsWithin: 0,
    };
  });
  const byContainer = new Map(actors.map((actor) => [actor.container, actor]));
  for (const [actor, waits] of waitsOf(task, byContainer, assumptions)) actor.waits = waits;
  return actors;
}

function isEssential(container: Container, name: string, assumptions: Assumptions): boolean {
  const { essential } = container;
  if (essential.state === 'known') return essential.value;
  const question = { id: 'essential', subject: name, label: 'Is it essential? The file leaves it open' };
  return assumptions.choice(question, { yes: 'Yes', no: 'No' }) === 'yes';
}

/** What `dependsOn`, `links` and `volumesFrom` make the containers wait for; the last two wait for the start. */
function waitsOf(
  task: TaskDefinition,
  byContainer: ReadonlyMap<Container, Actor>,
  assumptions: Assumptions,
): Map<Actor, Wait[]> {
  const waits = new Map<Actor, Wait[]>();
  const add = (actor: Actor | undefined, wait: Wait) => {
    if (actor) waits.set(actor, [...(waits.get(actor) ?? []), wait]);
  };
  for (const { container, target, condition } of dependenciesOf(task)) {
    const [actor, on] = [byContainer.get(container), target && byContainer.get(target)];
    if (!actor || !on) continue;
    const label = `What does it wait for in "${on.name}"? The file leaves it open`;
    const question = { id: `condition-${on.name}`, subject: actor.name, label };
    add(actor, { on, condition: condition.value ?? assumptions.choice(question, CONDITIONS) });
  }
  for (const { kind, container, target } of startOrderOf(task)) {
    const on = byContainer.get(target);
    if (on && kind !== 'dependsOn') add(byContainer.get(container), { on, condition: 'START' });
  }
  return waits;
}

const CONDITIONS = { START: 'START', HEALTHY: 'HEALTHY', COMPLETE: 'COMPLETE', SUCCESS: 'SUCCESS' } as const;

/** Whether another container waits for it to end. */
export function isToEnd(actor: Actor, actors: readonly Actor[]): boolean {
  return actors.some(({ waits }) =>
    waits.some(({ on, condition }) => on === actor && (condition === 'COMPLETE' || condition === 'SUCCESS')),
  );
}
