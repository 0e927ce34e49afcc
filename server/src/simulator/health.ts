import type { Healthy } from './behaviour.ts';
import type { Actor } from './containers.ts';
import { afterCheck, HEALTH_DEFAULTS, UNCHECKED } from './probes.ts';
import type { Scene } from './scene.ts';
import type { Health } from './simulation.ts';
import { isStopping, stopTask } from './stop.ts';
import { graceOf } from './target-health.ts';

const RANGES = {
  interval: { min: 5, max: 300, unit: 's', label: 'Time between two health checks? The file leaves it open' },
  retries: { min: 1, max: 10, unit: '', label: 'How many health checks may fail in a row? The file leaves it open' },
  startPeriod: { min: 0, max: 300, unit: 's', label: 'The start period of the health check? The file leaves it open' },
} as const;

/**
 * Runs the health check of a container that has started. The first check begins one interval after the start, and each next one an interval after the end
 * of the last. Checks that change nothing any more are not told.
 * Source: moby daemon/health.go, monitor; Amazon ECS API reference, HealthCheck; checked 2026-11-28.
 * @param healthy when the check passes, in seconds after the start; undefined where there is none
 */
export function watchHealth(scene: Scene, actor: Actor, healthy: Healthy | undefined, changed: () => void): void {
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
  let standing = UNCHECKED;
  /** The first check at or after `age`, in seconds since the start. Earlier ones, one every `step` seconds, change nothing. */
  const again = (age: number, step: number) => {
    const skipped = Math.max(0, Math.ceil((age - (scene.now - startedAt) - interval) / step));
    if (Number.isFinite(skipped)) scene.later(interval + skipped * step, probe);
  };
  const probe = () => {
    if (actor.run !== run || isStopping(scene)) return;
    const age = scene.now - startedAt;
    const passes = age >= healthy.from && age < healthy.until;
    if (passes || healthy.takes === 0) judge(passes, age);
    else scene.later(healthy.takes, () => judge(false, age));
  };
  const judge = (passes: boolean, age: number) => {
    if (actor.run !== run || isStopping(scene)) return;
    const subject = actor.name;
    const before = standing;
    standing = afterCheck(before, passes, age, { retries, startPeriod });
    const { health, failures, counts } = standing;
    actor.health = health;
    if (passes) {
      if (before.health !== 'HEALTHY') {
        scene.tell({
          step: 'health',
          subject,
          kind: 'success',
          text: `The health check of "${subject}" passes: it is healthy.`,
        });
        changed();
      }
      again(healthy.until, interval);
      return;
    }
    if (!counts) {
      const text = `The health check of "${subject}" fails. This is within the start period of ${startPeriod} s, so it does not count.`;
      scene.tell({ step: 'health', subject, text });
      scene.later(interval, probe);
      return;
    }
    if (failures === 1 && healthy.log) scene.log(actor, healthy.log);
    const text = `The health check of "${subject}" fails (${failures} of ${retries}).`;
    scene.tell({ step: 'health', subject, kind: 'warning', text });
    if (health !== 'UNHEALTHY') {
      scene.later(interval, probe);
      return;
    }
    scene.tell({ step: 'health', subject, kind: 'failure', text: `"${subject}" is unhealthy.` });
    becomeUnhealthy(scene, actor);
    if (isStopping(scene)) return;
    changed();
    if (healthy.from > age) again(healthy.from, interval + healthy.takes);
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
