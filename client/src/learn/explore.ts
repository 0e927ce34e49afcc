import { FARGATE_SIZES } from '../../../server/src/model/facts.ts';
import { fargateMonthly } from '../../../server/src/model/fargate-prices.ts';
import type { Rollout } from '../../../server/src/simulator/deployment.ts';
import { type Check, type Checked, checksOf } from '../../../server/src/simulator/probes.ts';

export { type ActingRole, ROLE_USES, type RoleUse } from '../../../server/src/policy/role-uses.ts';
export { type PlacedTask, placeTogether } from '../../../server/src/simulator/ports.ts';
export { HEALTH_DEFAULTS } from '../../../server/src/simulator/probes.ts';
export { type RollingSettings, rolling } from '../../../server/src/simulator/rolling.ts';
export type { Check, Checked };

/** How many new tasks a rolling deployment starts at first; 0 if it has to stop old ones before, or is stuck. */
export function startedFirst({ events }: Rollout): number {
  const first = events.find(
    ({ service }, i) => i > 0 && (service.starting > 0 || service.old < events[0]!.service.old),
  );
  return first?.service.starting ?? 0;
}

/** A size of Fargate, with its price for a month in US dollars. */
export interface PricedSize {
  readonly memoryMiB: number;
  readonly monthly: number;
}

/** The amounts of CPU that Fargate offers, in units. */
export const CPU_UNITS: readonly number[] = FARGATE_SIZES.map(({ cpuUnits }) => cpuUnits);

/** The Region whose prices are shown. */
export const PRICED_REGION = 'us-east-1';

/** The amounts of memory that Fargate offers with an amount of CPU, with prices for Linux on X86_64. */
export function sizesWith(cpuUnits: number): PricedSize[] {
  const size = FARGATE_SIZES.find((each) => each.cpuUnits === cpuUnits);
  return (size?.memoryMiB ?? []).map((memoryMiB) => ({
    memoryMiB,
    monthly: fargateMonthly(PRICED_REGION, 'X86_64', cpuUnits, memoryMiB)!,
  }));
}

/** What comes of a container's health checks. */
export interface HealthTimeLine {
  readonly checks: readonly Check[];
  readonly healthy: boolean;
  /** When the last check ended, in seconds after the container's start. */
  readonly at: number;
  /** The shortest start period, in steps of 10 s, with which it becomes healthy; undefined if none that ECS accepts does. */
  readonly enough: number | undefined;
}

/** The longest start period that ECS accepts, in seconds. */
const LONGEST_START_PERIOD = 300;

/** The checks of a container until it is healthy or unhealthy. */
export function healthTimeLine(checked: Checked): HealthTimeLine {
  const checks = checksOf(checked);
  const last = checks.at(-1)!;
  const isEnough = (startPeriod: number) => checksOf({ ...checked, startPeriod }).at(-1)!.standing.health === 'HEALTHY';
  const steps = Array.from({ length: LONGEST_START_PERIOD / 10 + 1 }, (_, i) => i * 10);
  return {
    checks,
    healthy: last.standing.health === 'HEALTHY',
    at: last.ends,
    enough: steps.find(isEnough),
  };
}
