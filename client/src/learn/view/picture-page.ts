/// <reference lib="dom" />
/// <reference types="vscode-webview" />
import { byId, h } from './dom.ts';
import { Zoom } from './zoom.ts';

/** The page of "Show This Task as a Picture": its buttons, and the picture as of the latest edit. */

const SVG = 'http://www.w3.org/2000/svg';
const ELEMENTS = new Set(['svg', 'g', 'title', 'desc', 'rect', 'text', 'tspan', 'polyline', 'polygon', 'path', 'line']);
const ATTRIBUTES =
  /^(?:class|x|y|x1|y1|x2|y2|dx|dy|width|height|rx|points|d|viewBox|role|aria-label|text-anchor|xmlns|data-part)$/;

const host = acquireVsCodeApi();
const words = JSON.parse(byId('data')!.textContent!) as Readonly<
  Record<'export' | 'none' | 'silent' | 'zoomIn' | 'zoomOut' | 'fit' | 'help', string>
>;
const picture = h('div', { class: 'task-picture', tabindex: '0', role: 'region', 'aria-label': document.title });
const zoom = new Zoom(picture);
const button = (text: string, label: string, onclick: () => void) =>
  h('button', { class: 'small', title: label, 'aria-label': label, onclick }, text);
const exporting = h(
  'button',
  { id: 'export', class: 'small', disabled: true, onclick: () => host.postMessage({ type: 'export' }) },
  words.export,
);
byId('app')!.append(
  h(
    'main',
    { class: 'is-wide is-picture' },
    // The picture shows the task's name; the heading is for people who navigate by headings.
    h('h1', { class: 'sr' }, document.title),
    h(
      'p',
      { class: 'actions' },
      button('−', words.zoomOut, () => zoom.by(1 / Zoom.STEP)),
      button('+', words.zoomIn, () => zoom.by(Zoom.STEP)),
      button(words.fit, words.fit, () => zoom.fit()),
      exporting,
      h('span', { class: 'note' }, words.help),
    ),
    picture,
  ),
);

interface Message {
  readonly type?: unknown;
  readonly svg?: unknown;
  readonly silent?: unknown;
  readonly current?: unknown;
}

window.addEventListener('message', ({ data }: MessageEvent<Message | null>) => {
  if (data?.type === 'picture') show(data);
  if (data?.type === 'current') light(data.current);
});

function show({ svg: text, silent, current }: Message): void {
  const svg = typeof text === 'string' ? parse(text) : undefined;
  const focused = picture.contains(document.activeElement) ? partOf(document.activeElement) : undefined;
  exporting.toggleAttribute('disabled', !svg);
  picture.replaceChildren(svg ?? h('p', { class: 'note' }, silent === true ? words.silent : words.none));
  zoom.show(svg);
  light(current);
  if (focused !== undefined) picture.querySelector<SVGElement>(`[data-part="${focused}"]`)?.focus();
}

/** Marks the parts that the cursor is in. */
function light(current: unknown): void {
  const numbers = Array.isArray(current) ? current : [];
  for (const part of picture.querySelectorAll('.pic-part')) {
    const isCurrent = numbers.includes(partOf(part));
    if (isCurrent && !part.classList.contains('is-current'))
      part.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    part.classList.toggle('is-current', isCurrent);
    if (isCurrent) part.setAttribute('aria-current', 'true');
    else part.removeAttribute('aria-current');
  }
}

/** The number of the part that an element is in; undefined if it is in none. */
function partOf(element: Element | null): number | undefined {
  const number = element?.closest('.pic-part')?.getAttribute('data-part');
  return number ? Number(number) : undefined;
}

function open(element: Element | null): boolean {
  const part = partOf(element);
  if (part !== undefined) host.postMessage({ type: 'open', part });
  return part !== undefined;
}

picture.addEventListener('click', ({ target }) => {
  if (!zoom.wasDragged) open(target as Element);
});
picture.addEventListener('keydown', (event) => {
  if ((event.key === 'Enter' || event.key === ' ') && open(document.activeElement)) event.preventDefault();
});

const tellRoom = (type: 'ready' | 'room') => host.postMessage({ type, ...zoom.room });
let resting: ReturnType<typeof setTimeout> | undefined;
let isFirst = true;
new ResizeObserver(() => {
  // The observer reports the size once when it starts.
  if (isFirst) {
    isFirst = false;
    return;
  }
  zoom.apply();
  clearTimeout(resting);
  resting = setTimeout(() => tellRoom('room'), 200);
}).observe(picture);
tellRoom('ready');

/** Parses a picture; undefined if it contains anything that our pictures never contain. */
function parse(text: string): SVGSVGElement | undefined {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const all = [root, ...root.querySelectorAll('*')];
  const ours = all.every(
    (element) =>
      element.namespaceURI === SVG &&
      ELEMENTS.has(element.localName) &&
      [...element.attributes].every(({ name }) => ATTRIBUTES.test(name)),
  );
  if (!ours) return undefined;
  const svg = document.importNode(root, true) as unknown as SVGSVGElement;
  // An image could not contain buttons.
  svg.setAttribute('role', 'group');
  for (const [i, part] of svg.querySelectorAll('.pic-part').entries()) {
    part.setAttribute('role', 'button');
    // An arrow leads to a member of the container that it points to, which can be reached by itself.
    if (i === 0 || part.querySelector('rect')) part.setAttribute('tabindex', '0');
  }
  return svg;
}
