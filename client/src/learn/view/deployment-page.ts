/// <reference lib="dom" />
/// <reference types="vscode-webview" />
import type { Simulation } from '../../../../server/src/simulator/simulation.ts';
import { clock, placeAfter } from '../playback.ts';
import { assumptionsForm } from './deployment-assumptions.ts';
import { eventIcon, outcomeBox, serviceLine, stateTable, timeLine } from './deployment-parts.ts';
import { announce, byId, h } from './dom.ts';
import { setWords, t } from './words.ts';

/** The page of "Deploy This Task (Simulation)": a timeline, the state at each step, and the assumptions. */

/** How long playback stays on an event before it moves on. */
const PACE_MS = 1500;

const host = acquireVsCodeApi<{ readonly at: number }>();
setWords(JSON.parse(byId('data')!.textContent!) as Record<string, string>);

let simulation: Simulation | undefined;
let at = host.getState()?.at ?? 0;
let timer: ReturnType<typeof setInterval> | undefined;

const main = h('main', { class: 'is-wide deployment' });
byId('app')!.append(main);

const back = h('button', { id: 'back', onclick: () => step(-1) }, t('Back'));
const next = h('button', { id: 'next', class: 'primary', onclick: () => step(1) }, t('Next'));
const play = h('button', { id: 'play', onclick: () => (timer ? pause() : start()) }, t('Play'));
const slider = h('input', {
  id: 'slider',
  type: 'range',
  min: '0',
  value: '0',
  'aria-label': t('Position in the deployment'),
});
slider.addEventListener('input', () => {
  pause();
  go(Number(slider.value));
});
const now = h('section', { class: 'now', 'aria-label': t('This step') });
const state = h('section', { class: 'state', 'aria-label': t('State after this step') });

window.addEventListener(
  'message',
  ({ data }: MessageEvent<{ type?: unknown; simulation?: unknown; silent?: unknown } | null>) => {
    if (data?.type !== 'deployment') return;
    pause();
    const played = data.simulation as Simulation | null;
    if (played) show(played);
    else {
      simulation = undefined;
      const text =
        data.silent === true
          ? t('The deployment needs the language server, and it does not answer.')
          : t('This file has no containers to deploy yet.');
      main.replaceChildren(h('h1', {}, document.title), h('p', { class: 'note' }, text));
    }
  },
);
host.postMessage({ type: 'ready' });

/** Draws a deployment. If another was shown before, goes to where the new one begins to differ. */
function show(played: Simulation): void {
  const focused = document.activeElement?.id;
  at = simulation ? placeAfter(simulation.events, at, played.events) : Math.min(at, played.events.length - 1);
  const isAnother = simulation !== undefined && simulation.outcome.text !== played.outcome.text;
  simulation = played;
  slider.max = String(played.events.length - 1);
  main.replaceChildren(
    h('h1', {}, t('Deployment of {0}', played.title)),
    h(
      'p',
      { class: 'lead' },
      t('A simulation: nothing is sent to AWS. What the file does not say is assumed. You can change it below.'),
    ),
    outcomeBox(played.outcome),
    h('div', { class: 'actions', role: 'group', 'aria-label': t('Steps') }, back, next, play, slider),
    now,
    state,
    h('h2', {}, t('Timeline')),
    timeLine(played.events, (place) => {
      pause();
      go(place);
    }),
    h('h2', {}, t('Assumptions')),
    assumptionsForm(played.assumptions, {
      choose: (id, value) => host.postMessage({ type: 'choose', id, value }),
      reset: () => host.postMessage({ type: 'reset' }),
    }),
  );
  if (focused) byId(focused)?.focus();
  if (isAnother) announce(t('Outcome: {0}', played.outcome.text));
  go(at);
}

function go(place: number): void {
  if (!simulation) return;
  const { events } = simulation;
  at = Math.max(0, Math.min(events.length - 1, place));
  host.setState({ at });
  const event = events[at]!;
  const isLast = at === events.length - 1;
  slider.value = String(at);
  slider.setAttribute('aria-valuetext', `${clock(event.at)} ${event.text}`);
  // A disabled button would lose the focus, so it is only marked as disabled.
  back.setAttribute('aria-disabled', String(at === 0));
  next.setAttribute('aria-disabled', String(isLast));
  play.setAttribute('aria-disabled', String(isLast));
  now.replaceChildren(
    h('p', { class: 'note' }, t('Step {0} of {1}, after {2}', at + 1, events.length, clock(event.at))),
    h('p', { class: 'now-text', lang: 'en' }, eventIcon(event), ' ', event.text),
    ...(event.aws === undefined
      ? []
      : [h('p', { class: 'aws' }, t('AWS shows:'), ' ', h('q', { lang: 'en' }, event.aws))]),
  );
  const { service } = event.state;
  state.replaceChildren(...(service ? [serviceLine(service)] : []), stateTable(event.state));
  for (const item of main.querySelectorAll<HTMLElement>('.time-line li')) {
    const place = Number(item.dataset.place);
    item.classList.toggle('is-to-come', place > at);
    const button = item.querySelector('button')!;
    button.tabIndex = place === at ? 0 : -1;
    if (place === at) {
      button.setAttribute('aria-current', 'step');
      scrollTo(item);
    } else button.removeAttribute('aria-current');
  }
}

/** Scrolls an item of the timeline into view within its box, without moving the page. */
function scrollTo(item: HTMLElement): void {
  const box = item.parentElement!;
  const [top, bottom] = [item.offsetTop - box.offsetTop, item.offsetTop - box.offsetTop + item.offsetHeight];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}

function step(by: 1 | -1): void {
  pause();
  move(by);
}

function move(by: 1 | -1): void {
  if (!simulation) return;
  const before = at;
  go(at + by);
  if (at !== before) announce(simulation.events[at]!.text);
}

function start(): void {
  if (!simulation || at >= simulation.events.length - 1) return;
  play.textContent = t('Pause');
  move(1);
  timer = setInterval(() => {
    move(1);
    if (simulation && at >= simulation.events.length - 1) pause();
  }, PACE_MS);
}

function pause(): void {
  clearInterval(timer);
  timer = undefined;
  play.textContent = t('Play');
}
