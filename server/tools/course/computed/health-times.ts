import { afterCheck, UNCHECKED } from '../../../src/simulator/probes.ts';
import type { Row } from './index.ts';

// No check falls on the end of a start period: there a second decides.
const SETTINGS = [
  { interval: 30, retries: 3, startPeriod: 50 },
  { interval: 10, retries: 5, startPeriod: 25 },
  { interval: 20, retries: 2, startPeriod: 90 },
  { interval: 15, retries: 4, startPeriod: 40 },
  { interval: 30, retries: 2, startPeriod: 100 },
  { interval: 20, retries: 3, startPeriod: 50 },
  { interval: 10, retries: 3, startPeriod: 45 },
  { interval: 15, retries: 3, startPeriod: 50 },
  { interval: 30, retries: 4, startPeriod: 45 },
  { interval: 20, retries: 4, startPeriod: 30 },
  { interval: 10, retries: 6, startPeriod: 15 },
];

const PLAIN = [
  { interval: 30, retries: 3, timeout: 5 },
  { interval: 20, retries: 4, timeout: 10 },
  { interval: 10, retries: 5, timeout: 4 },
  { interval: 15, retries: 3, timeout: 6 },
  { interval: 60, retries: 2, timeout: 10 },
  { interval: 30, retries: 4, timeout: 8 },
  { interval: 20, retries: 2, timeout: 3 },
];

const BREAKS = [
  { interval: 30, retries: 2, startPeriod: 20, breaks: 100 },
  { interval: 10, retries: 3, startPeriod: 35, breaks: 44 },
  { interval: 20, retries: 3, startPeriod: 30, breaks: 70 },
  { interval: 15, retries: 4, startPeriod: 20, breaks: 50 },
  { interval: 30, retries: 3, startPeriod: 40, breaks: 65 },
  { interval: 20, retries: 2, startPeriod: 50, breaks: 130 },
];

/** When a container whose check never passes becomes unhealthy, with a start period. */
export function healthTimes(): Row[] {
  return SETTINGS.map((settings) => ({
    ...timeLine(settings),
    ...settings,
    withoutStart: settings.interval * settings.retries,
    afterStart: settings.startPeriod + settings.interval * settings.retries,
  }));
}

/** The same without a start period. */
export function healthTimesPlain(): Row[] {
  return PLAIN.map((settings) => ({
    ...timeLine({ ...settings, startPeriod: 0 }),
    ...settings,
    oneLess: settings.interval * (settings.retries - 1),
  }));
}

/** When a container becomes unhealthy whose program answers first and then hangs. */
export function healthTimesRecovering(): Row[] {
  return BREAKS.map(({ breaks, ...settings }) => ({
    ...timeLine(settings, breaks),
    ...settings,
    breaks,
    // The moment that can be chosen next to the break.
    afterBreak: Math.ceil(breaks / stepOf(settings.interval)) * stepOf(settings.interval),
  }));
}

interface Settings {
  readonly interval: number;
  readonly retries: number;
  readonly startPeriod: number;
}

function timeLine(settings: Settings, breaks?: number): Row {
  const { interval } = settings;
  const { at, checks } = untilUnhealthy(settings, breaks);
  // How far the time line goes on tells nothing.
  const after = ((settings.retries + settings.interval / 5) % 3) + 1;
  return { at, checks, step: stepOf(interval), end: at + 2 * after * interval };
}

function stepOf(interval: number): number {
  return interval % 10 === 0 ? 10 : 5;
}

/**
 * Checks a container that is broken from the beginning, or from a moment on, as our own simulator does, until it is unhealthy.
 * @returns the moment, and the checks until then as a time question has them
 */
function untilUnhealthy({ interval, ...numbers }: Settings, breaks = 0): { at: number; checks: string } {
  const checks: string[] = [];
  let standing = UNCHECKED;
  let at = 0;
  while (standing.health !== 'UNHEALTHY') {
    at += interval;
    const passes = at <= breaks;
    standing = afterCheck(standing, passes, at, numbers);
    checks.push(`${at}${passes ? '+' : standing.counts ? '-' : '~'}`);
  }
  return { at, checks: checks.join(' ') };
}
