import type { ViewCourse } from '../messages.ts';
import type { App } from './app.ts';
import { exampleFigure } from './code.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { inlineQuestion } from './inline-question.ts';
import { toPlayWith } from './play/to-play-with.ts';
import { count, t } from './words.ts';

type Section = ViewCourse['sections'][number];

/** A section: its text, and below it what it leads to. */
export function section(app: App, shown: Section): Node[] {
  const place = app.course.sections.indexOf(shown);
  return [
    h(
      'header',
      {},
      h(
        'p',
        { class: 'kicker' },
        t('Section {0} of {1}', place + 1, app.course.sections.length),
        ' · ',
        app.isRead(shown.id) ? t('read') : count(shown.minutes, '1 minute', '{0} minutes'),
      ),
      h('h1', {}, shown.title),
    ),
    body(app, shown),
    ...toPlayWith(app, shown.id),
    onward(app, shown, place),
    ...practice(app, shown),
    rulesPart(app, shown),
    ...further(app, shown),
  ];
}

function body(app: App, { id, html, examples }: Section): HTMLElement {
  const article = rendered('article', html);
  for (const slot of article.querySelectorAll<HTMLElement>('[data-example]')) {
    const place = Number(slot.dataset.example);
    const example = examples[place];
    if (!example) continue;
    slot.replaceWith(
      exampleFigure(example, `example-${place}`, () => app.send({ type: 'tryExample', section: id, example: place })),
    );
  }
  for (const slot of article.querySelectorAll<HTMLElement>('[data-question]')) {
    const question = inlineQuestion(app, slot.dataset.question ?? '');
    if (question) slot.replaceWith(question);
  }
  // Anything that scrolls sideways in a narrow panel must be reachable by keyboard.
  for (const pre of article.querySelectorAll('pre:not([tabindex], .is-changed pre)')) focusable(pre, t('Code'));
  for (const table of article.querySelectorAll('.table')) focusable(table, t('Table'));
  for (const picture of article.querySelectorAll('figure.picture'))
    focusable(picture.querySelector('svg')!.parentElement!, picture.querySelector('figcaption')?.textContent ?? '');
  return article;
}

function focusable(element: Element, label: string): void {
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', element.tagName === 'FIGURE' ? 'figure' : 'group');
  element.setAttribute('aria-label', label);
}

function onward(app: App, { id }: Section, place: number): HTMLElement {
  const next = app.course.sections[place + 1];
  const read = app.isRead(id);
  const done = () => {
    if (!read) app.send({ type: 'read', section: id, read: true });
    app.go(next ? { screen: 'section', id: next.id } : { screen: 'contents' });
  };
  return h(
    'p',
    { class: 'actions onward' },
    h(
      'button',
      { id: 'done', class: 'primary', onclick: done },
      next ? t('Done, next: {0}', next.title) : t('Done, back to the contents'),
    ),
    read &&
      h(
        'button',
        { id: 'unread', onclick: () => app.send({ type: 'read', section: id, read: false }) },
        t('Mark as unread'),
      ),
  );
}

function practice(app: App, { id, title }: Section): Node[] {
  const { right, total } = app.known(id);
  const exercises = app.course.exercises.filter((exercise) => exercise.section === id);
  if (total + exercises.length === 0) return [];
  return [
    h('h2', {}, t('Practice')),
    h(
      'ul',
      { class: 'cards' },
      total > 0 &&
        h(
          'li',
          {},
          h(
            'button',
            { id: 'section-quiz', class: 'card', onclick: () => app.beginQuiz('section', id) },
            h('strong', {}, t('Quiz: {0}', title)),
            h(
              'span',
              {},
              right > 0 ? t('{0} of {1} known', right, total) : count(total, '1 question', '{0} questions'),
            ),
          ),
        ),
      exercises.map((exercise) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              id: `exercise-${exercise.id}`,
              class: 'card',
              onclick: () => app.go({ screen: 'exercise', id: exercise.id }),
            },
            h('strong', {}, t('Exercise: {0}', exercise.title)),
            h(
              'span',
              {},
              app.isSolved(exercise.id) && icon('check', 'is-good'),
              app.isSolved(exercise.id) ? t('Solved') : t('Level {0}', exercise.level),
            ),
          ),
        ),
      ),
    ),
  ];
}

/** The part of a section that depends on the open file. It is replaced separately, so that nothing else moves. */
export function rulesPart(app: App, shown: Section): HTMLElement {
  return h('div', { id: 'rules-part' }, rules(app, shown));
}

/** The section's rules, and whether the open file breaks them. */
function rules(app: App, shown: Section): Node[] {
  const { file } = app;
  const known = shown.rules.filter((rule) => Object.hasOwn(app.course.rules, rule));
  if (known.length === 0) return [];
  const broken = file ? known.filter((rule) => (file.rules[rule]?.length ?? 0) > 0) : [];
  return [
    h('h2', { id: 'checks' }, t('What Taskdef checks here')),
    h(
      'p',
      { class: 'note' },
      !file
        ? t('Open a task definition to see which of these rules it breaks.')
        : broken.length === 0
          ? t('{0} breaks none of these.', file.name)
          : broken.length === 1
            ? t('{0} breaks 1 of these.', file.name)
            : t('{0} breaks {1} of these.', file.name, broken.length),
    ),
    h(
      'ul',
      { class: 'rules', 'aria-labelledby': 'checks' },
      known.map((rule) => {
        const { title, severity } = app.course.rules[rule]!;
        const [line] = file?.rules[rule] ?? [];
        return h(
          'li',
          { class: line ? 'is-broken' : '' },
          h('span', { class: `tag is-${severity}` }, severityWord(severity)),
          h('a', { href: `#rule/${rule}`, 'data-go': 'rule', 'data-id': rule, id: `rule-${rule}` }, title),
          line !== undefined &&
            h(
              'button',
              { class: 'small', id: `reveal-${rule}`, onclick: () => app.send({ type: 'reveal', rule }) },
              t('Your file, line {0}', line),
            ),
        );
      }),
    ),
  ];
}

/** A severity as a word. */
export function severityWord(severity: 'error' | 'warning' | 'info'): string {
  return severity === 'error' ? t('Error') : severity === 'warning' ? t('Warning') : t('Note');
}

function further(app: App, { next, aws }: Section): Node[] {
  return [
    h('h2', {}, t('Read next')),
    h(
      'ul',
      { class: 'next' },
      next.map((id) => {
        const target = app.section(id);
        return (
          target &&
          h(
            'li',
            {},
            h('a', { href: `#section/${id}`, 'data-go': 'section', 'data-id': id, id: `next-${id}` }, target.title),
            h('span', { class: 'note' }, ` ${target.summary}`),
          )
        );
      }),
      aws !== undefined &&
        h('li', {}, h('a', { href: aws, id: 'aws' }, t('The AWS documentation'), ' ', icon('external'))),
    ),
  ];
}
