/// <reference lib="dom" />
import type { Check, Checked, HealthTimeLine } from '../../explore.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';

const WIDTH = 640;
const HEIGHT = 104;
const LEFT = 16;
/** The height of the line itself. */
const AXIS = 56;
/** How far apart the times below must be. */
const TIME_WIDTH = 38;

/** The checks drawn along a line, with the start period behind them. */
export function timeLine(checked: Checked, { checks, healthy, at }: HealthTimeLine, said: string): HTMLElement {
  const { startPeriod, readyAfter } = checked;
  const end = Math.max(at, startPeriod, readyAfter <= 2 * at ? readyAfter : 0) * 1.08;
  const x = (seconds: number) => LEFT + (seconds / end) * (WIDTH - 2 * LEFT);
  const parts: SVGElement[] = [];
  if (startPeriod > 0)
    parts.push(
      svg('rect', { class: 'time-start', x: x(0), y: AXIS - 18, width: x(startPeriod) - x(0), height: 36 }),
      text(x(0) + 4, AXIS - 22, `startPeriod: ${startPeriod} s`, 'start'),
    );
  parts.push(svg('line', { class: 'time-axis', x1: x(0), x2: x(end), y1: AXIS, y2: AXIS }));
  let lastTime = -TIME_WIDTH;
  checks.forEach((check, i) => {
    const place = x(check.begins);
    parts.push(mark(check, place, x(check.ends)));
    const isLast = i === checks.length - 1;
    if (!isLast && (place - lastTime < TIME_WIDTH || x(at) - place < TIME_WIDTH)) return;
    parts.push(text(place, AXIS + 36, `${check.begins} s`));
    lastTime = place;
  });
  if (readyAfter > 0 && readyAfter <= end)
    parts.push(
      svg('line', { class: 'time-ready', x1: x(readyAfter), x2: x(readyAfter), y1: AXIS - 34, y2: AXIS + 20 }),
      text(x(readyAfter), AXIS - 38, t('answers'), x(readyAfter) > WIDTH - 60 ? 'end' : 'middle'),
    );
  const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': said }, parts);
  drawing.classList.add(healthy ? 'is-healthy' : 'is-unhealthy');
  return h('div', { class: 'time-drawing', tabindex: '0', role: 'region', 'aria-label': t('Time line') }, drawing);
}

/** A check: a sign, and a bar for as long as it hangs. */
function mark({ passes, standing }: Check, begins: number, ends: number): SVGElement {
  const [sign, kind] = passes ? ['✓', 'passes'] : standing.counts ? ['✗', 'fails'] : ['○', 'ignored'];
  const bar = svg('line', { class: 'time-bar', x1: begins, x2: ends, y1: AXIS + 12, y2: AXIS + 12 });
  return svg('g', { class: `time-check time-${kind}` }, [
    ...(ends > begins ? [bar] : []),
    svg('circle', { cx: begins, cy: AXIS, r: 8 }),
    text(begins, AXIS + 4, sign!),
  ]);
}

function text(x: number, y: number, content: string, anchor = 'middle'): SVGElement {
  return svg('text', { x, y, 'text-anchor': anchor }, [content]);
}

function svg(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly (SVGElement | string)[] = [],
): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 10) / 10) : value);
  element.append(...children);
  return element;
}
