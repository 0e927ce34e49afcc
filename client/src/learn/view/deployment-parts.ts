/// <reference lib="dom" />
import type { Outcome, ServiceState, SimulationEvent, State } from '../../../../server/src/simulator/simulation.ts';
import { clock } from '../playback.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './words.ts';

/** The icon of an event, with a label if it means more than "something goes on". */
export function eventIcon({ kind }: SimulationEvent): HTMLElement {
  const named = (name: string, sign: SVGSVGElement) => h('span', {}, sign, h('span', { class: 'sr' }, name));
  switch (kind) {
    case 'success':
      return h('span', {}, icon('check', 'is-good'));
    case 'warning':
      return named(t('Warning:'), icon('warning', 'is-warning'));
    case 'failure':
      return named(t('Failure:'), icon('cross', 'is-bad'));
    default:
      return h('span', {}, icon('dot', 'is-quiet'));
  }
}

/** The outcome of the deployment, with what DescribeTasks would report. */
export function outcomeBox({ result, text, health, stopCode, stoppedReason, deployment }: Outcome): HTMLElement {
  const isGood = result === 'running' && health !== 'UNHEALTHY';
  const facts: [name: string, value: string][] = [];
  if (stopCode) facts.push(['stopCode', stopCode]);
  if (stoppedReason) facts.push(['stoppedReason', stoppedReason]);
  return h(
    'div',
    { class: 'notice outcome' },
    icon(
      isGood ? 'check' : result === 'running' || result === 'waiting' ? 'warning' : 'cross',
      isGood ? 'is-good' : 'is-bad',
    ),
    h(
      'div',
      {},
      h('strong', {}, t('In the end:')),
      ' ',
      h('span', { lang: 'en', id: 'outcome' }, text),
      deployment !== undefined && h('p', { lang: 'en', id: 'service-outcome' }, deployment),
      facts.length > 0 &&
        h(
          'dl',
          { lang: 'en' },
          facts.map(([name, value]) => [h('dt', {}, h('code', {}, name)), h('dd', {}, value)]),
        ),
    ),
  );
}

/** The state of the containers, in DescribeTasks' words. */
export function stateTable({ task, containers }: Pick<State, 'task' | 'containers'>): HTMLElement {
  const hasRestarts = containers.some(({ restarts }) => restarts > 0);
  const heads = [
    t('Container'),
    'lastStatus',
    'healthStatus',
    'exitCode',
    'reason',
    ...(hasRestarts ? [t('Restarts')] : []),
  ];
  return h(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': t('Containers') },
    h(
      'table',
      {},
      h('caption', {}, task ? t('The task is {0}.', task) : t('There is no task.')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      h(
        'tbody',
        {},
        containers.map(({ name, essential, status, health, exitCode, reason, restarts }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, name, !essential && h('span', { class: 'note' }, ` (${t('not essential')})`)),
            h('td', {}, task ? status : '–'),
            h('td', {}, task ? health : '–'),
            h('td', {}, exitCode === undefined ? '–' : String(exitCode)),
            h('td', {}, reason ?? '–'),
            hasRestarts && h('td', {}, String(restarts)),
          ),
        ),
      ),
    ),
  );
}

/** How many tasks the service has. */
export function serviceLine({ desired, old, new: fresh, starting, failures }: ServiceState): HTMLElement {
  const text = t(
    'Service: {0} tasks wanted. Old revision: {1} running. New revision: {2} healthy, {3} starting, {4} failed.',
    desired,
    old,
    fresh,
    starting,
    failures,
  );
  return h('p', { class: 'service' }, text);
}

/** All events. The user can go to one by clicking it, or with the arrow keys from the current one. */
export function timeLine(events: readonly SimulationEvent[], go: (place: number) => void): HTMLElement {
  const list = h(
    'ol',
    { class: 'time-line' },
    events.map((event, place) =>
      h(
        'li',
        { 'data-place': place },
        h(
          'button',
          { tabindex: '-1', onclick: () => go(place) },
          h('span', { class: 'time' }, clock(event.at)),
          eventIcon(event),
          h('span', { lang: 'en' }, event.text),
        ),
      ),
    ),
  );
  list.addEventListener('keydown', (key) => {
    const current = (document.activeElement?.closest('li') as HTMLElement | null)?.dataset.place;
    const place = placeFor(key.key, Number(current), events.length);
    if (current === undefined || place === undefined) return;
    key.preventDefault();
    go(place);
    list.children[place]?.querySelector('button')?.focus();
  });
  return list;
}

function placeFor(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
