/// <reference lib="dom" />
/// <reference types="vscode-webview" />
import { byId, h } from './dom.ts';

/** The page of "Show This Task as a Picture": a button, and the picture as of the latest edit. */

const SVG = 'http://www.w3.org/2000/svg';
const ELEMENTS = new Set(['svg', 'g', 'title', 'desc', 'rect', 'text', 'tspan', 'polyline', 'polygon', 'path', 'line']);
const ATTRIBUTES =
  /^(?:class|x|y|x1|y1|x2|y2|dx|dy|width|height|rx|points|d|viewBox|role|aria-label|text-anchor|xmlns)$/;

/** How far to shrink a picture to fit. Any smaller and its letters are unreadable, so it scrolls instead. */
const LEAST = 0.8;

const host = acquireVsCodeApi();
const words = JSON.parse(byId('data')!.textContent!) as {
  readonly export: string;
  readonly none: string;
  readonly silent: string;
};
const picture = h('div', { class: 'task-picture', tabindex: '0', role: 'region', 'aria-label': document.title });
const button = h(
  'button',
  { id: 'export', disabled: true, onclick: () => host.postMessage({ type: 'export' }) },
  words.export,
);
// The picture shows the task's name; the heading is for people who navigate by headings.
const heading = h('h1', { class: 'sr' }, document.title);
byId('app')!.append(h('main', { class: 'is-wide' }, heading, h('p', { class: 'actions' }, button), picture));

window.addEventListener(
  'message',
  ({ data }: MessageEvent<{ type?: unknown; svg?: unknown; silent?: unknown } | null>) => {
    if (data?.type !== 'picture') return;
    const svg = typeof data.svg === 'string' ? parse(data.svg) : undefined;
    button.toggleAttribute('disabled', !svg);
    picture.replaceChildren(svg ?? h('p', { class: 'note' }, data.silent === true ? words.silent : words.none));
  },
);
host.postMessage({ type: 'ready' });

/** Parses a picture; undefined if it contains anything that our pictures never contain. */
function parse(text: string): Element | undefined {
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
  svg.style.minWidth = `${Number(svg.getAttribute('width')) * LEAST}px`;
  return svg;
}
