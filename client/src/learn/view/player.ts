/// <reference lib="dom" />
import type { Simulation } from '../../../../server/src/simulator/simulation.ts';
import { clock, placeAfter } from '../playback.ts';
import { eventIcon, serviceLine, stateTable, timeLine } from './deployment-parts.ts';
import { announce, h } from './dom.ts';
import { t } from './words.ts';

/** How long playback stays on an event before it moves on. */
const PACE_MS = 1500;

/** Steps through a deployment, with buttons, a slider and a timeline. */
export class Player {
  /** Where the steps, the state and the timeline are. */
  readonly steps: HTMLElement;
  readonly timeline = h('div');
  at: number;
  private simulation: Simulation | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly back = h('button', { id: 'back', onclick: () => this.step(-1) }, t('Back'));
  private readonly next = h('button', { id: 'next-step', onclick: () => this.step(1) }, t('Next'));
  private readonly play = h(
    'button',
    { id: 'play', onclick: () => (this.timer ? this.pause() : this.start()) },
    t('Play'),
  );
  private readonly slider = h('input', {
    id: 'slider',
    type: 'range',
    min: '0',
    value: '0',
    'aria-label': t('Position in the deployment'),
  });
  private readonly now = h('section', { class: 'now', 'aria-label': t('This step') });
  private readonly state = h('section', { class: 'state', 'aria-label': t('State after this step') });

  /**
   * @param at the event to begin with
   * @param moved called with the event that is shown
   */
  constructor(
    at: number,
    private readonly moved: (at: number) => void,
  ) {
    this.at = at;
    this.slider.addEventListener('input', () => {
      this.pause();
      this.go(Number(this.slider.value));
    });
    const buttons = { class: 'actions', role: 'group', 'aria-label': t('Steps') };
    this.steps = h('div', {}, h('div', buttons, this.back, this.next, this.play, this.slider), this.now, this.state);
  }

  /** Shows a deployment. If another was shown before, goes to where the new one begins to differ. */
  show(played: Simulation): void {
    this.pause();
    const { events } = played;
    this.at = this.simulation
      ? placeAfter(this.simulation.events, this.at, events)
      : Math.min(this.at, events.length - 1);
    this.simulation = played;
    this.slider.max = String(events.length - 1);
    this.timeline.replaceChildren(
      timeLine(events, (place) => {
        this.pause();
        this.go(place);
      }),
    );
    this.go(this.at);
  }

  pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = t('Play');
  }

  /** Shows an event, and the state after it. */
  go(place: number): void {
    if (!this.simulation) return;
    const { events } = this.simulation;
    this.at = Math.max(0, Math.min(events.length - 1, place));
    const { at } = this;
    this.moved(at);
    const event = events[at]!;
    const isLast = at === events.length - 1;
    this.slider.value = String(at);
    this.slider.setAttribute('aria-valuetext', `${clock(event.at)} ${event.text}`);
    // A disabled button would lose the focus, so it is only marked as disabled.
    this.back.setAttribute('aria-disabled', String(at === 0));
    this.next.setAttribute('aria-disabled', String(isLast));
    this.play.setAttribute('aria-disabled', String(isLast));
    this.now.replaceChildren(
      h('p', { class: 'note' }, t('Step {0} of {1}, after {2}', at + 1, events.length, clock(event.at))),
      h('p', { class: 'now-text', lang: 'en' }, eventIcon(event), ' ', event.text),
      ...(event.aws === undefined
        ? []
        : [h('p', { class: 'aws' }, t('AWS shows:'), ' ', h('q', { lang: 'en' }, event.aws))]),
    );
    const { service } = event.state;
    this.state.replaceChildren(...(service ? [serviceLine(service)] : []), stateTable(event.state));
    for (const item of this.timeline.querySelectorAll<HTMLElement>('.time-line li')) {
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

  private step(by: 1 | -1): void {
    this.pause();
    this.move(by);
  }

  private move(by: 1 | -1): void {
    const before = this.at;
    this.go(this.at + by);
    if (this.simulation && this.at !== before) announce(this.simulation.events[this.at]!.text);
  }

  private start(): void {
    const last = (this.simulation?.events.length ?? 0) - 1;
    if (this.at >= last) return;
    this.play.textContent = t('Pause');
    this.move(1);
    this.timer = setInterval(() => {
      this.move(1);
      if (this.at >= last) this.pause();
    }, PACE_MS);
  }
}

/** Scrolls an item of the timeline into view within its box, without moving the page. */
function scrollTo(item: HTMLElement): void {
  const box = item.parentElement!;
  const [top, bottom] = [item.offsetTop - box.offsetTop, item.offsetTop - box.offsetTop + item.offsetHeight];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}
