/// <reference lib="dom" />
import { rolling, startedFirst } from '../../explore.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { numberGuess, numberInput, type Play } from './play.ts';

/** A rolling deployment with both percentages. */
export function rollingDeployment(): Play {
  const desired = numberInput('rolling-desired', t('Desired count'), 4, 1, 10);
  const minimum = numberInput('rolling-minimum', 'minimumHealthyPercent', 100, 0, 100);
  const maximum = numberInput('rolling-maximum', 'maximumPercent', 150, 100, 400);
  return {
    id: 'rolling',
    title: t('Try it: a rolling deployment'),
    fields: [desired.label, minimum.label, maximum.label],
    guess: numberGuess(
      'rolling-guess',
      t('How many new tasks does the service start first? (0 if it has to stop old ones before.)'),
    ),
    take: ({ service, title }) =>
      service
        ? [
            {
              name: title,
              apply: () => {
                if (service.desiredCount !== undefined) desired.set(Math.min(10, Math.max(1, service.desiredCount)));
                if (service.minimumHealthyPercent !== undefined) minimum.set(service.minimumHealthyPercent);
                if (service.maximumPercent !== undefined) maximum.set(service.maximumPercent);
              },
            },
          ]
        : [],
    reveal: () => {
      const rollout = rolling({
        desired: desired.value() ?? 1,
        minimumHealthyPercent: minimum.value() ?? 0,
        maximumPercent: maximum.value() ?? 100,
      });
      const steps = rollout.events.map(({ text, service: { old, new: fresh, starting } }) =>
        h(
          'li',
          {},
          h(
            'span',
            { class: 'play-tasks', 'aria-hidden': 'true' },
            h('span', { class: 'is-old' }, '■'.repeat(old)),
            h('span', { class: 'is-good' }, '■'.repeat(fresh)),
            h('span', { class: 'is-starting' }, '□'.repeat(starting)),
          ),
          h('span', { lang: 'en' }, text),
        ),
      );
      const key = h('p', { class: 'note' }, t('■ old, then new and healthy; □ new and starting'));
      return { answer: String(startedFirst(rollout)), content: [h('ol', { class: 'play-steps' }, steps), key] };
    },
  };
}
