import type { Health } from './simulation.ts';

/** The numbers of a container's health check that decide what a check changes: times in a row, and seconds. */
export interface CheckNumbers {
  readonly retries: number;
  readonly startPeriod: number;
}

/** What the checks have found so far. */
export interface Standing {
  readonly health: Health;
  /** How many checks in a row have failed and counted. */
  readonly failures: number;
  /** Whether the last check counted: a failure in the start period does not. */
  readonly counts: boolean;
}

/** What ECS takes where nothing is said, in seconds and times. Source: Amazon ECS API reference, HealthCheck; checked 2026-11-28. */
export const HEALTH_DEFAULTS = { interval: 30, timeout: 5, retries: 3, startPeriod: 0 };

/** Before the first check. */
export const UNCHECKED: Standing = { health: 'UNKNOWN', failures: 0, counts: true };

/**
 * What one more check changes. A failure in the start period does not count unless a check has passed before.
 * Source: moby daemon/health.go, handleProbeResult; Amazon ECS API reference, HealthCheck; checked 2026-11-28.
 * @param age when the check began, in seconds after the container's start
 */
export function afterCheck(before: Standing, passes: boolean, age: number, numbers: CheckNumbers): Standing {
  if (passes) return { health: 'HEALTHY', failures: 0, counts: true };
  if (before.health === 'UNKNOWN' && age < numbers.startPeriod) return { ...before, counts: false };
  const failures = before.failures + 1;
  return { health: failures >= numbers.retries ? 'UNHEALTHY' : before.health, failures, counts: true };
}

/** A check on the time line, in seconds after the container's start. */
export interface Check {
  readonly begins: number;
  readonly ends: number;
  readonly passes: boolean;
  readonly standing: Standing;
}

/** A health check and the program that it asks. */
export interface Checked extends CheckNumbers {
  readonly interval: number;
  readonly timeout: number;
  /** When the program begins to answer, in seconds after its start; Infinity if it never does. */
  readonly readyAfter: number;
  /** Whether a check that fails waits for its timeout; otherwise it fails at once. */
  readonly hangs: boolean;
}

/**
 * The checks of a container from its start until it is healthy or unhealthy. The first check begins one interval after
 * the start, and each next one an interval after the end of the last.
 * Source: moby daemon/health.go, monitor; checked 2026-11-28.
 */
export function checksOf(checked: Checked): Check[] {
  const { interval, timeout, readyAfter, hangs } = checked;
  const checks: Check[] = [];
  let standing = UNCHECKED;
  for (let begins = interval; standing.health === 'UNKNOWN'; ) {
    const passes = begins >= readyAfter;
    const ends = begins + (hangs && !passes ? timeout : 0);
    standing = afterCheck(standing, passes, begins, checked);
    checks.push({ begins, ends, passes, standing });
    begins = ends + interval;
  }
  return checks;
}
