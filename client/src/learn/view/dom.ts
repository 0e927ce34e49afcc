/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What an element can contain; false and undefined stand for nothing. */
export type Child = Node | string | false | undefined | readonly Child[];

type Handlers = { readonly [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes by their HTML names, and event handlers such as `onclick`. */
export type Attributes = Handlers & { readonly [name: string]: unknown };

/** Creates an element. Texts become text nodes, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...flat(children));
  return element;
}

/**
 * Creates an element from the course's HTML, which was rendered when the extension was built and never contains user
 * text.
 */
export function rendered<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  html: string,
  attributes: Attributes = {},
): HTMLElementTagNameMap[K] {
  const element = h(tag, attributes);
  element.innerHTML = html;
  return element;
}

/** Makes screen readers say something when they have finished speaking. The live region stays while screens change. */
export function announce(text: string): void {
  const id = 'announcements';
  let region = byId(id);
  if (!region) {
    region = h('div', { id, class: 'sr', role: 'status' });
    document.body.append(region);
  }
  region.textContent = text;
}

/** The element with an id. */
export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (child === false || child === undefined || child === '') return [];
    return Array.isArray(child) ? flat(child as readonly Child[]) : [child as Node | string];
  });
}
