/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What can stand inside an element; false and undefined stand for nothing. */
export type Child = Node | string | false | undefined | readonly Child[];

type Handlers = { readonly [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes by their HTML names, and `onclick` and its like as functions. */
export type Attributes = Handlers & { readonly [name: string]: unknown };

/** Makes an element. Text children become text, never markup. */
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

/** An element whose content is HTML of the course: rendered when the extension was built, never text of the user's. */
export function rendered<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  html: string,
  attributes: Attributes = {},
): HTMLElementTagNameMap[K] {
  const element = h(tag, attributes);
  element.innerHTML = html;
  return element;
}

/** Has screen readers say something, once they are done with what they say. The region stays while the screens come and go. */
export function announce(text: string): void {
  const id = 'announcements';
  let region = byId(id);
  if (!region) {
    region = h('div', { id, class: 'sr', role: 'status' });
    document.body.append(region);
  }
  region.textContent = text;
}

/** The element of that id. */
export function byId(id: string): HTMLElement | null {
  return document.getElementById(id);
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (child === false || child === undefined || child === '') return [];
    return Array.isArray(child) ? flat(child as readonly Child[]) : [child as Node | string];
  });
}
