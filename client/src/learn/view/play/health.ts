/// <reference lib="dom" />
import { type Check, HEALTH_DEFAULTS, healthTimeLine } from '../../explore.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { choice, numberGuess, numberInput, type Play } from './play.ts';
import { timeLine } from './time-line.ts';

/** A container's health checks over time. */
export function healthChecks(): Play {
  const interval = numberInput('health-interval', 'interval', HEALTH_DEFAULTS.interval, 5, 300);
  const timeout = numberInput('health-timeout', 'timeout', HEALTH_DEFAULTS.timeout, 2, 120);
  const retries = numberInput('health-retries', 'retries', HEALTH_DEFAULTS.retries, 1, 10);
  const startPeriod = numberInput('health-start', 'startPeriod', HEALTH_DEFAULTS.startPeriod, 0, 300);
  const ready = numberInput('health-ready', t('The program answers after (s)'), 100, 0, 900);
  const fails = choice(
    'health-fails',
    t('Until then a check'),
    { exits: t('fails at once'), hangs: t('hangs until its timeout') },
    'exits',
  );
  return {
    id: 'health',
    title: t('Try it: health checks over time'),
    fields: [interval, timeout, retries, startPeriod, ready, fails].map(({ label }) => label),
    guess: numberGuess(
      'health-guess',
      t('How many seconds after its start is the container unhealthy? (0 if it becomes healthy.)'),
    ),
    take: ({ healthChecks: checks }) =>
      checks.map((check) => ({
        name: check.container,
        apply: () => {
          if (check.interval !== undefined) interval.set(check.interval);
          if (check.timeout !== undefined) timeout.set(check.timeout);
          if (check.retries !== undefined) retries.set(check.retries);
          if (check.startPeriod !== undefined) startPeriod.set(check.startPeriod);
        },
      })),
    reveal: () => {
      const checked = {
        interval: interval.value() ?? HEALTH_DEFAULTS.interval,
        timeout: timeout.value() ?? HEALTH_DEFAULTS.timeout,
        retries: retries.value() ?? HEALTH_DEFAULTS.retries,
        startPeriod: startPeriod.value() ?? HEALTH_DEFAULTS.startPeriod,
        readyAfter: ready.value() ?? 0,
        hangs: fails.value() === 'hangs',
      };
      const line = healthTimeLine(checked);
      const said = line.healthy ? t('it is healthy after {0} s', line.at) : t('it is unhealthy after {0} s', line.at);
      const advice =
        line.healthy || checked.startPeriod > 0 || line.enough === undefined
          ? undefined
          : t('A startPeriod of {0} s would be enough.', line.enough);
      const after = t(
        'If the container is essential, the service now stops the task and starts another, which fares no better.',
      );
      return {
        answer: line.healthy ? '0' : String(line.at),
        said,
        content: [
          timeLine(checked, line, said),
          ...(line.healthy ? [] : [h('p', {}, after, advice ? ` ${advice}` : '')]),
          h(
            'details',
            { open: line.checks.length <= 6 },
            h('summary', {}, t('Every check')),
            h(
              'ol',
              { class: 'play-steps' },
              line.checks.map((check) => h('li', {}, inWords(check, checked.retries))),
            ),
          ),
          h(
            'p',
            { class: 'note' },
            t(
              '✓ passes, ✗ fails, ○ fails in the start period. Docker 25 and later checks every 5 s in the start period, so on EC2 it may be healthy sooner.',
            ),
          ),
        ],
      };
    },
  };
}

function inWords({ begins, passes, standing: { counts, failures } }: Check, retries: number): string {
  if (passes) return t('{0} s: passes', begins);
  return counts
    ? t('{0} s: fails ({1} of {2})', begins, failures, retries)
    : t('{0} s: fails, but does not count', begins);
}
