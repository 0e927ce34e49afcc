import { analyse } from '../../../src/analysis.ts';
import { simulate } from '../../../src/simulator/simulate.ts';
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
    ...timeLine(settings, settings.interval),
    ...settings,
    withoutStart: settings.interval * settings.retries,
    afterStart: settings.startPeriod + settings.interval * settings.retries,
  }));
}

/** The same without a start period. */
export function healthTimesPlain(): Row[] {
  return PLAIN.map((settings) => ({
    ...timeLine({ ...settings, startPeriod: 0 }, settings.interval),
    ...settings,
    oneLess: settings.interval * (settings.retries - 1),
  }));
}

/** When a container becomes unhealthy whose program answers first and then hangs. */
export function healthTimesRecovering(): Row[] {
  return BREAKS.map(({ breaks, ...settings }) => ({
    ...timeLine(settings, settings.interval, breaks),
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

function timeLine(settings: Settings, interval: number, breaks?: number): Row {
  const { at, checks } = untilUnhealthy(settings, breaks);
  // How far the time line goes on tells nothing.
  const after = ((settings.retries + settings.interval / 5) % 3) + 1;
  return { at, checks, step: stepOf(interval), end: at + 2 * after * interval };
}

function stepOf(interval: number): number {
  return interval % 10 === 0 ? 10 : 5;
}

/** Plays a task in our own simulator whose container is broken from the beginning, or from a moment on. */
export function untilUnhealthy(
  { interval, retries, startPeriod }: Settings,
  breaks?: number,
): {
  readonly at: number;
  /** The checks until then, as a time question has them. */
  readonly checks: string;
} {
  const healthCheck = { command: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'], interval, retries, startPeriod };
  const definition = {
    family: 'shop',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'web', image: 'public.ecr.aws/nginx/nginx:1.27', healthCheck }],
  };
  const { tasks, findings } = analyse(JSON.stringify(definition), 'task-definition.json', 'asked');
  const { events } = simulate(
    tasks[0]!,
    findings,
    breaks === undefined
      ? { 'health:web': 'never' }
      : { 'health:web': 'stops', 'ready-after:web': 1, 'fails-after:web': breaks },
  );
  const start = events.find(({ text }) => text === '"web" starts.');
  const end = events.find(({ text }) => text === '"web" is unhealthy.');
  if (!start || !end) throw new Error('the simulation has no end');
  const failures = events
    .filter(({ text }) => text.startsWith('The health check of "web" fails'))
    .map(({ at, text }) => ({ at: at - start.at, sign: text.includes('does not count') ? '~' : '-' }));
  // The simulator does not tell of checks that change nothing: those that pass.
  const passes = Array.from({ length: Math.floor((breaks ?? 0) / interval) }, (_, i) => ({
    at: (i + 1) * interval,
    sign: '+',
  }));
  const checks = [...passes, ...failures].map(({ at, sign }) => `${at}${sign}`).join(' ');
  return { at: end.at - start.at, checks };
}
