import type { Plan } from './plan.ts';
import type { DeploymentResult, EventKind, ServiceState, SimulationEvent } from './simulation.ts';

/** How a task of the new revision goes; all of them go alike. */
export interface Course {
  /** `healthy`: the service counts it. `stopped`: it stops before that. `never`: neither happens. */
  readonly result: 'healthy' | 'stopped' | 'never';
  /** Seconds from its start by the service. */
  readonly after: number;
}

/** An event of the service, without the state of the task that is followed. */
export type ServiceEvent = Omit<SimulationEvent, 'state' | 'step' | 'subject'> & { readonly service: ServiceState };

/** A deployment of a service that was played. */
export interface Rollout {
  readonly events: readonly ServiceEvent[];
  readonly result: DeploymentResult;
  readonly text: string;
}

/** Seconds that tasks of the old revision take to stop: an assumption. */
const STOPPING = 5;

/** So many rounds of tasks that stop show that it goes on like this. */
export const ROUNDS = 3;

/**
 * Replaces the tasks of a service in a rolling deployment. It starts as many new ones as the maximum leaves room for, and stops old ones for those that have
 * become healthy. It goes below the desired count only where it cannot start anything otherwise.
 * Source: Amazon ECS API reference, DeploymentConfiguration (the minimum is rounded up, the maximum down); words as users report them; checked 2026-11-28.
 * @param begin when it begins, in seconds since the deployment began
 */
export function rollOut(family: string, plan: Plan, course: Course, begin: number): Rollout {
  const { desired, hasOld, breaker } = plan;
  const lower = Math.ceil((desired * plan.minimumHealthyPercent) / 100);
  const upper = Math.floor((desired * plan.maximumPercent) / 100);
  const { threshold } = plan;
  const events: ServiceEvent[] = [];
  let at = begin;
  let [old, fresh, starting, failures] = [hasOld ? desired : 0, 0, 0, 0];
  let isToldOfRoom = false;
  const tell = (kind: EventKind, text: string, aws?: string) => {
    events.push({
      at,
      kind,
      text,
      aws: aws && `(service ${family}) ${aws}`,
      service: { desired, old, new: fresh, starting, failures },
    });
  };
  const finish = (result: DeploymentResult, text: string): Rollout => ({ events, result, text });
  const stopOld = (count: number) => {
    old -= count;
    if (plan.isBalanced)
      tell(
        'progress',
        `The load balancer sends no new requests to ${tasks(count)} of the old revision.`,
        `has begun draining connections on ${count} tasks.`,
      );
    tell(
      'progress',
      `The service stops ${tasks(count)} of the old revision.`,
      `has stopped ${count} running tasks: (task …).`,
    );
    at += STOPPING;
  };
  if (desired === 0) {
    tell('success', 'The desired count is 0: the service starts no tasks.', 'has reached a steady state.');
    return finish('completed', 'The deployment is complete: no tasks are wanted.');
  }
  if (hasOld) {
    const text = `${tasks(desired)} of the old revision ${desired === 1 ? 'is' : 'are'} running. At least ${lower} must keep running, and at most ${upper} may run in total.`;
    tell('progress', text);
  }
  for (let round = 1; ; round++) {
    const wanted = Math.min(upper - old - fresh, desired - fresh);
    const room = Math.min(wanted, (plan.room?.tasks ?? Infinity) - old - fresh);
    if (room < wanted && !isToldOfRoom) {
      isToldOfRoom = true;
      tell(
        'warning',
        `The instances of the cluster have room for only ${tasks(plan.room!.tasks)}.`,
        `was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance …) ${plan.room!.lack}.`,
      );
    }
    if (room <= 0) {
      const spare = Math.min(old, old + fresh - lower, desired - fresh);
      if (spare > 0) {
        stopOld(spare);
        continue;
      }
      tell(
        'failure',
        `The service may neither stop one of its ${tasks(old)} nor start another: the deployment is stuck.`,
      );
      return finish(
        'stuck',
        wanted > 0
          ? 'The deployment is stuck: the instances have no room for another task, and the percentages let none stop.'
          : 'The deployment is stuck: its percentages leave no room to start or to stop a task.',
      );
    }
    starting = room;
    tell('progress', `The service starts ${tasks(room)} of the new revision.`, `has started ${room} tasks: (task …).`);
    if (course.result === 'never') {
      return finish('in-progress', `The deployment keeps waiting${hasOld ? ', and the old tasks keep running' : ''}.`);
    }
    at += course.after;
    starting = 0;
    if (course.result === 'healthy') {
      fresh += room;
      tell('success', `${tasks(room)} of the new revision ${room === 1 ? 'counts' : 'count'} as healthy.`);
      const surplus = Math.min(old, old + fresh - desired);
      if (surplus > 0) stopOld(surplus);
      if (fresh < desired) continue;
      tell(
        'success',
        `All ${tasks(desired)} are of the new revision: the deployment is complete.`,
        'has reached a steady state.',
      );
      return finish('completed', 'The deployment is complete.');
    }
    failures += room;
    const limit = breaker === 'off' ? '' : ` The circuit breaker opens at ${threshold}.`;
    tell(
      'failure',
      `${tasks(room)} of the new revision ${room === 1 ? 'has' : 'have'} stopped, ${failures} so far.${limit}`,
    );
    if (breaker === 'off' && round >= ROUNDS) {
      const text =
        'The service keeps starting tasks that stop, more and more slowly. Without a circuit breaker, nothing ends this.';
      tell('warning', text, 'is unable to consistently start tasks successfully. …');
      const others =
        old > 0 ? ` ${tasks(old)} of the old revision ${old === 1 ? 'keeps' : 'keep'} running.` : ' Nothing runs.';
      return finish('in-progress', `The deployment never ends.${others}`);
    }
    if (breaker === 'off' || failures < threshold) continue;
    tell(
      'failure',
      'The circuit breaker opens: the deployment has failed, and starts no more tasks.',
      '(deployment ecs-svc/…) deployment failed: tasks failed to start.',
    );
    if (breaker === 'on')
      return finish('failed', `The deployment has failed.${old > 0 ? ' The old tasks keep running.' : ''}`);
    if (!hasOld) {
      tell('warning', 'There is no earlier deployment to roll back to.');
      return finish('failed', 'The deployment has failed, and there is none to roll back to.');
    }
    const missing = desired - old;
    old = desired;
    const again =
      missing > 0 ? ` ${tasks(missing)} of the old revision ${missing === 1 ? 'is' : 'are'} started again.` : '';
    tell('warning', `The service rolls back to the old revision.${again}`, 'rolling back to deployment ecs-svc/….');
    return finish('rolled-back', 'The deployment has failed and was rolled back: the old revision runs.');
  }
}

function tasks(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}

/** Puts what the service does between the events of the task that is followed, in the order of time. */
export function merged(events: readonly SimulationEvent[], rollout: Rollout, begin: number): SimulationEvent[] {
  const all: SimulationEvent[] = [];
  let next = 0;
  let service: ServiceState | undefined;
  let state: SimulationEvent['state'] = { task: undefined, containers: [] };
  const takeUntil = (at: number) => {
    for (; next < rollout.events.length && rollout.events[next]!.at < at; next++) {
      const { service: now, ...event } = rollout.events[next]!;
      service = now;
      all.push({ ...event, step: 'deployment', subject: undefined, state: { ...state, service } });
    }
  };
  for (const event of events) {
    // What the service does comes after what has led to it in the same second.
    takeUntil(Math.max(event.at, begin));
    state = event.state;
    all.push(service ? { ...event, state: { ...state, service } } : event);
    if (event.at === begin && event.step === 'service-call') takeUntil(begin + 1);
  }
  takeUntil(Number.POSITIVE_INFINITY);
  return all;
}
