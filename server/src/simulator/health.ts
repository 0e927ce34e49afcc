import type { Behaviour } from './behaviour.ts';
import type { Actor } from './containers.ts';
import type { Scene } from './scene.ts';
import type { Health } from './simulation.ts';
import { isStopping, stopTask } from './stop.ts';
import { graceOf } from './target-health.ts';

/** What ECS takes where nothing is said, in seconds and times. Source: Amazon ECS API reference, HealthCheck; checked 2026-11-28. */
export const HEALTH_DEFAULTS = { interval: 30, timeout: 5, retries: 3, startPeriod: 0 };

const RANGES = {
  interval: { min: 5, max: 300, unit: 's', label: 'Time between two health checks? The file leaves it open' },
  retries: { min: 1, max: 10, unit: '', label: 'How many health checks may fail in a row? The file leaves it open' },
  startPeriod: { min: 0, max: 300, unit: 's', label: 'The start period of the health check? The file leaves it open' },
} as const;

/**
 * Runs the health check of a container that has started. The first check comes one interval after the start, and each next one an interval after the last.
 * A failure in the start period does not count unless a check has passed before. Checks that change nothing any more are not told.
 * Source: moby daemon/health.go (monitor, handleProbeResult); Amazon ECS API reference, HealthCheck; checked 2026-11-28.
 * @param healthy when the check passes, in seconds after the start; undefined where there is none
 */
export function watchHealth(scene: Scene, actor: Actor, healthy: Behaviour['healthy'], changed: () => void): void {
  actor.health = 'UNKNOWN';
  if (!healthy) return;
  const check = actor.container.object('healthCheck');
  const numberOf = (key: keyof typeof RANGES) => {
    const { label, ...range } = RANGES[key];
    const question = { id: key, subject: actor.name, label };
    return scene.assumptions.numberOf(check.number(key), HEALTH_DEFAULTS[key], question, range);
  };
  const interval = numberOf('interval');
  const retries = numberOf('retries');
  const startPeriod = numberOf('startPeriod');
  const startedAt = scene.now;
  const { run } = actor;
  let failures = 0;
  const set = (health: Health) => {
    actor.health = health;
  };
  const probe = () => {
    if (actor.run !== run || isStopping(scene)) return;
    const age = scene.now - startedAt;
    const passes = age >= healthy.from && age < healthy.until;
    const subject = actor.name;
    if (passes) {
      const isNews = actor.health !== 'HEALTHY';
      failures = 0;
      if (isNews) {
        set('HEALTHY');
        scene.tell({
          step: 'health',
          subject,
          kind: 'success',
          text: `The health check of "${subject}" passes: it is healthy.`,
        });
        changed();
      }
      // Nothing changes before it fails.
      if (healthy.until === Infinity) return;
      const rounds = Math.max(1, Math.ceil((healthy.until - age) / interval));
      scene.later(rounds * interval, probe);
      return;
    }
    if (actor.health === 'UNKNOWN' && age < startPeriod) {
      const text = `The health check of "${subject}" fails. This is within the start period of ${startPeriod} s, so it does not count.`;
      scene.tell({ step: 'health', subject, text });
      scene.later(interval, probe);
      return;
    }
    failures++;
    if (failures === 1 && healthy.log) scene.log(actor, healthy.log);
    const text = `The health check of "${subject}" fails (${failures} of ${retries}).`;
    scene.tell({ step: 'health', subject, kind: 'warning', text });
    if (failures >= retries) {
      set('UNHEALTHY');
      scene.tell({ step: 'health', subject, kind: 'failure', text: `"${subject}" is unhealthy.` });
      becomeUnhealthy(scene, actor);
      if (isStopping(scene)) return;
      changed();
      if (healthy.from <= age) return;
      const rounds = Math.max(1, Math.ceil((healthy.from - age) / interval));
      if (Number.isFinite(rounds)) scene.later(rounds * interval, probe);
      return;
    }
    scene.later(interval, probe);
  };
  scene.later(interval, probe);
}

/**
 * The health of a task is that of its essential containers: UNHEALTHY before UNKNOWN before HEALTHY. A container without a check is UNKNOWN.
 * Source: Amazon ECS API reference, HealthCheck; checked 2026-11-28.
 */
export function taskHealth({ actors }: Scene): Health {
  const essential = actors.filter((actor) => actor.essential).map(({ health }) => health);
  if (essential.includes('UNHEALTHY')) return 'UNHEALTHY';
  return essential.length === 0 || essential.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY';
}

/** A service stops an unhealthy task; a task without a service keeps running. Source: as above. */
function becomeUnhealthy(scene: Scene, actor: Actor): void {
  const subject = actor.name;
  if (!actor.essential) {
    const text = `"${subject}" is not essential: its health does not count for the task.`;
    scene.tell({ step: 'health', subject, kind: 'warning', text });
    return;
  }
  if (!scene.inService) {
    const text = 'The task is unhealthy. It has no service, so it keeps running.';
    scene.tell({ step: 'health', kind: 'warning', text });
    return;
  }
  const graceEnd = (scene.runningAt ?? scene.now) + graceOf(scene);
  if (scene.now < graceEnd) {
    scene.tell({
      step: 'health',
      subject,
      text: 'The grace period of the service is not over: the task keeps running.',
    });
    scene.later(graceEnd - scene.now, () => {
      if (actor.health === 'UNHEALTHY' && !isStopping(scene)) stopUnhealthy(scene, actor);
    });
    return;
  }
  stopUnhealthy(scene, actor);
}

function stopUnhealthy(scene: Scene, { name: subject }: Actor): void {
  stopTask(scene, {
    code: 'ServiceSchedulerInitiated',
    reason: 'Task failed container health checks',
    text: `The service stops the task because "${subject}" is essential and unhealthy.`,
    aws: `(service ${scene.serviceName}) (task …) failed container health checks.`,
  });
}
