import type { App } from './app.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { severityWord } from './section.ts';
import { t } from './words.ts';

/** Explains a concept or a rule in a dialog over the screen. Escape closes it and returns the focus to the link. */
export function openCard(app: App, kind: 'concept' | 'rule', id: string, opener: HTMLElement): void {
  const content = kind === 'concept' ? conceptCard(app, id) : ruleCard(app, id);
  if (!content) return;
  const dialog = h('dialog', { 'aria-labelledby': 'card-title' });
  const close = () => dialog.close();
  dialog.append(
    h(
      'div',
      { class: 'card-content' },
      content,
      h('p', { class: 'actions' }, h('button', { onclick: close }, t('Close'))),
    ),
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener.focus({ preventScroll: true });
  });
  // A click on the dialog element itself is a click on the backdrop, outside the card.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || (event.target as Element).closest('a[data-go="section"]')) close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function conceptCard(app: App, id: string): Node[] | undefined {
  const concept = Object.hasOwn(app.course.concepts, id) ? app.course.concepts[id] : undefined;
  if (!concept) return undefined;
  return [
    h('p', { class: 'kicker' }, t('Concept')),
    title(concept.title),
    rendered('div', concept.html),
    links(app, concept.section, concept.aws),
  ];
}

function ruleCard(app: App, id: string): Node[] | undefined {
  const rule = Object.hasOwn(app.course.rules, id) ? app.course.rules[id] : undefined;
  if (!rule) return undefined;
  return [
    h('p', { class: 'kicker' }, `${t('Rule')} · ${severityWord(rule.severity)} · ${id}`),
    title(rule.title),
    rendered('div', rule.html),
  ];
}

/** A heading that takes the initial focus. Otherwise a long card would open scrolled down to its first link. */
function title(text: string): HTMLElement {
  return h('h2', { id: 'card-title', tabindex: '-1' }, text);
}

function links(app: App, section: string, aws: string | undefined): HTMLElement {
  const target = app.section(section);
  const here = app.route.screen === 'section' && app.route.id === section;
  return h(
    'ul',
    { class: 'next' },
    target &&
      !here &&
      h('li', {}, h('a', { href: `#section/${section}`, 'data-go': 'section', 'data-id': section }, target.title)),
    aws !== undefined && h('li', {}, h('a', { href: aws }, t('The AWS documentation'), ' ', icon('external'))),
  );
}
