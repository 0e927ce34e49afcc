import type { App } from './app.ts';
import { h, rendered } from './dom.ts';
import { t } from './words.ts';

/** All concepts from A to Z. */
export function wordList(app: App): Node[] {
  const concepts = Object.entries(app.course.concepts).sort(([, a], [, b]) => a.title.localeCompare(b.title));
  return [
    h('h1', {}, t('Concepts')),
    h('p', { class: 'lead' }, t('The terms of Amazon ECS, each in a few sentences.')),
    h(
      'dl',
      { class: 'concepts' },
      concepts.map(([id, { title, html, section }]) => [
        h('dt', { id: `concept-${id}` }, title),
        h(
          'dd',
          {},
          rendered('div', html),
          h(
            'p',
            { class: 'note' },
            t('Section: '),
            h(
              'a',
              { href: `#section/${section}`, 'data-go': 'section', 'data-id': section, id: `from-${id}` },
              app.section(section)?.title,
            ),
          ),
        ),
      ]),
    ),
  ];
}
