import { type Course, ROUNDS, type Rollout, type ServiceEvent } from './deployment.ts';
import type { Plan } from './plan.ts';
import type { EventKind } from './simulation.ts';

/**
 * Starts all tasks of the new revision beside the old ones, and shifts the traffic once they are healthy: all of it at
 * once (BLUE_GREEN), a first part and then the rest (CANARY), or step by step (LINEAR). The old tasks stay until the
 * bake time is over. If the new tasks fail, the traffic never leaves the old ones.
 * Source: Amazon ECS developer guide, blue/green, linear and canary deployments; checked 2026-11-28.
 */
export function shiftTraffic(service: string, plan: Plan, course: Course, begin: number): Rollout {
  const { desired, hasOld } = plan;
  const events: ServiceEvent[] = [];
  let at = begin;
  let [old, fresh, starting, failures] = [hasOld ? desired : 0, 0, 0, 0];
  const tell = (kind: EventKind, text: string, aws?: string) =>
    events.push({
      at,
      kind,
      text,
      aws: aws && `(service ${service}) ${aws}`,
      service: { desired, old, new: fresh, starting, failures },
    });
  if (desired === 0) {
    tell('success', 'The desired count is 0: the service starts no tasks.', 'has reached a steady state.');
    return { events, result: 'completed', text: 'The deployment is complete: no tasks are wanted.' };
  }
  const count = desired === 1 ? '1 task' : `${desired} tasks`;
  for (let round = 1; ; round++) {
    starting = desired;
    tell(
      'progress',
      round === 1
        ? `The service starts ${count} of the new revision (green)${hasOld ? ' beside the old ones (blue)' : ''}.`
        : `The service starts ${count} of the new revision again.`,
      `has started ${desired} tasks: (task …).`,
    );
    if (course.result === 'never') {
      return { events, result: 'in-progress', text: 'The deployment keeps waiting, and all traffic stays on blue.' };
    }
    at += course.after;
    starting = 0;
    if (course.result === 'healthy') break;
    failures += desired;
    const limit = plan.breaker === 'off' ? '' : ` The circuit breaker opens at ${plan.threshold}.`;
    tell(
      'failure',
      `${count} of the new revision stopped before they counted, ${failures} so far. No traffic has been shifted.${limit}`,
    );
    if (plan.breaker === 'off' && round >= ROUNDS)
      return { events, result: 'in-progress', text: 'The deployment keeps trying, and all traffic stays on blue.' };
    if (plan.breaker === 'off' || failures < plan.threshold) continue;
    tell('failure', 'The circuit breaker opens.', '(deployment ecs-svc/…) deployment failed: tasks failed to start.');
    if (!hasOld || plan.breaker === 'on')
      return { events, result: 'failed', text: 'The deployment has failed. No traffic has been shifted.' };
    tell('warning', 'The service rolls back: the green tasks are removed.', 'rolling back to deployment ecs-svc/….');
    return { events, result: 'rolled-back', text: 'The deployment has failed and was rolled back: blue kept serving.' };
  }
  fresh = desired;
  tell('success', `${count} of the new revision ${desired === 1 ? 'is' : 'are'} healthy.`);
  for (const percent of shares(plan)) {
    tell('progress', `${percent} % of the traffic goes to green.`);
    if (percent < 100) at += plan.stepMinutes * 60;
  }
  const bake = `Both revisions stay for the bake time of ${plan.bakeMinutes} min: going back would be quick.`;
  if (plan.bakeMinutes > 0) tell('progress', bake);
  at += plan.bakeMinutes * 60;
  old = 0;
  if (hasOld)
    tell(
      'progress',
      'The service stops the tasks of the old revision.',
      `has stopped ${desired} running tasks: (task …).`,
    );
  tell('success', 'The deployment is complete.', 'has reached a steady state.');
  return { events, result: 'completed', text: 'The deployment is complete.' };
}

/** The percentages of traffic on the new revision, in the order of time. */
function shares({ strategy, stepPercent }: Plan): number[] {
  if (strategy === 'CANARY') return [stepPercent, 100];
  if (strategy !== 'LINEAR') return [100];
  const step = Math.max(1, stepPercent);
  return Array.from({ length: Math.ceil(100 / step) }, (_, i) => Math.min(100, Math.round(step * (i + 1))));
}
