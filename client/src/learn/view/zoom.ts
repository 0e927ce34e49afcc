/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import { LEAST_PICTURE_SCALE } from '../../../../server/src/model/picture-scale.ts';

const MOST_FIT = 1.3;
const LEAST = 0.2;
const MOST = 4;
/** How far the mouse must move before it drags the picture, in pixels. */
const DRAG = 4;

/** The size of a picture in a box that scrolls: fitted to the box, or as the user wants it. */
export class Zoom {
  /** The factor of one step. */
  static readonly STEP = 1.25;
  /** Whether the mouse button moved the picture when it was last pressed. */
  wasDragged = false;
  private svg: SVGSVGElement | undefined;
  /** The scale that the user has chosen; undefined to fit. */
  private chosen: number | undefined;

  constructor(private readonly box: HTMLElement) {
    box.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.by(Zoom.STEP ** (-Math.sign(event.deltaY) / 2), event);
      },
      { passive: false },
    );
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '+' || event.key === '=') this.by(Zoom.STEP);
      else if (event.key === '-') this.by(1 / Zoom.STEP);
      else if (event.key === '0') this.fit();
      else return;
      event.preventDefault();
    });
    box.addEventListener('pointerdown', (event) => this.press(event));
  }

  /** The room for the picture, in CSS pixels. */
  get room(): { readonly width: number; readonly height: number } {
    return { width: this.box.clientWidth, height: this.box.clientHeight };
  }

  /** Takes a new picture, in the size of the one before. */
  show(svg: SVGSVGElement | undefined): void {
    this.svg = svg;
    this.apply();
  }

  /** Fits the picture to its box, now and when the box changes. */
  fit(): void {
    this.chosen = undefined;
    this.apply();
  }

  /**
   * Enlarges the picture by a factor.
   * @param at the place that stays where it is; the middle of the box by default
   */
  by(factor: number, at?: { readonly clientX: number; readonly clientY: number }): void {
    if (!this.svg) return;
    const before = this.scale();
    this.chosen = Math.min(MOST, Math.max(LEAST, before * factor));
    const { left, top, width, height } = this.box.getBoundingClientRect();
    const [x, y] = at ? [at.clientX - left, at.clientY - top] : [width / 2, height / 2];
    const ratio = this.chosen / before;
    const [toX, toY] = [(this.box.scrollLeft + x) * ratio - x, (this.box.scrollTop + y) * ratio - y];
    this.apply();
    this.box.scrollTo(toX, toY);
  }

  /** Gives the picture its size. */
  apply(): void {
    if (!this.svg) return;
    const scale = this.scale();
    const { width, height } = this.svg.viewBox.baseVal;
    this.svg.style.width = `${width * scale}px`;
    this.svg.style.height = `${height * scale}px`;
  }

  private scale(): number {
    if (this.chosen !== undefined || !this.svg) return this.chosen ?? 1;
    const { width, height } = this.svg.viewBox.baseVal;
    const room = this.room;
    const whole = Math.min(room.width / width, room.height / height);
    // If the whole cannot be read, fit the width: a page scrolls down.
    const fitted = whole >= LEAST_PICTURE_SCALE ? whole : room.width / width;
    return Math.min(MOST_FIT, Math.max(LEAST_PICTURE_SCALE, fitted));
  }

  /** Moves the picture with the mouse while its button is down. Fingers and the wheel scroll by themselves. */
  private press({ button, pointerType, pointerId, clientX, clientY }: PointerEvent): void {
    this.wasDragged = false;
    if (button !== 0 || pointerType !== 'mouse') return;
    const { box } = this;
    const from = { x: box.scrollLeft + clientX, y: box.scrollTop + clientY };
    const ending = new AbortController();
    const { signal } = ending;
    box.addEventListener(
      'pointermove',
      (event) => {
        if (!this.wasDragged && Math.hypot(event.clientX - clientX, event.clientY - clientY) < DRAG) return;
        if (!this.wasDragged) box.setPointerCapture(pointerId);
        this.wasDragged = true;
        box.scrollTo(from.x - event.clientX, from.y - event.clientY);
      },
      { signal },
    );
    for (const end of ['pointerup', 'pointercancel'] as const)
      box.addEventListener(end, () => ending.abort(), { signal });
  }
}
