import type { App } from './app.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';
import { count, t } from './words.ts';

/** The table of contents: where the reader is, and what to do next. */
export function contents(app: App): Node[] {
  const { sections, exercises } = app.course;
  const read = sections.filter(({ id }) => app.isRead(id)).length;
  const solved = exercises.filter(({ id }) => app.isSolved(id)).length;
  const questions = app.course.questions;
  const right = questions.filter(({ id }) => app.progress.answers[id]?.right).length;
  const next = app.unread;
  const due = app.questionsFor('due').length;
  return [
    h('h1', {}, t('Learn Amazon ECS')),
    h(
      'p',
      { class: 'lead' },
      t('A short course in your editor: read a section, answer its questions, then repair a broken file.'),
    ),
    app.readOnly &&
      h(
        'p',
        { class: 'notice' },
        icon('warning', 'is-warning'),
        t('Your progress was saved by a newer version of Taskdef. Update to continue; what you do now is not saved.'),
      ),
    h(
      'div',
      { class: 'tiles' },
      tile(t('Sections read'), read, sections.length),
      tile(t('Questions known'), right, questions.length),
      tile(t('Exercises solved'), solved, exercises.length),
    ),
    h(
      'p',
      { class: 'actions' },
      next &&
        h(
          'button',
          { id: 'continue', class: 'primary', onclick: () => app.go({ screen: 'section', id: next.id }) },
          read === 0 ? t('Begin: {0}', next.title) : t('Continue: {0}', next.title),
        ),
      due > 0 &&
        h(
          'button',
          { id: 'review-due', onclick: () => app.beginQuiz('due') },
          count(due, 'Review 1 question', 'Review {0} questions'),
        ),
    ),
    h('h2', { id: 'sections' }, t('Sections')),
    h(
      'ol',
      { class: 'rows', 'aria-labelledby': 'sections' },
      sections.map((section, i) => row(app, section, i)),
    ),
  ].filter((node) => node !== false);
}

function tile(title: string, done: number, all: number): HTMLElement {
  const id = `tile-${title.replaceAll(/\W+/g, '-')}`;
  return h(
    'div',
    { class: 'tile' },
    h('span', { class: 'tile-number' }, h('strong', {}, String(done)), ` ${t('of {0}', all)}`),
    h('span', { class: 'tile-title', id }, title),
    h('progress', { max: all, value: done, 'aria-labelledby': id }),
  );
}

function row(app: App, { id, title, summary, minutes }: App['course']['sections'][number], place: number): HTMLElement {
  const read = app.isRead(id);
  const { right, total } = app.known(id);
  return h(
    'li',
    { class: read ? 'row is-done' : 'row' },
    h('span', { class: 'row-mark' }, read ? icon('check', 'is-good') : String(place + 1)),
    h(
      'div',
      { class: 'row-text' },
      h('a', { href: `#section/${id}`, id: `to-${id}`, 'data-go': 'section', 'data-id': id }, title),
      h('p', {}, summary),
    ),
    h(
      'div',
      { class: 'row-note' },
      h('span', {}, read ? t('Read') : count(minutes, '1 minute', '{0} minutes')),
      total > 0 && right > 0 && h('span', {}, t('{0} of {1} known', right, total)),
    ),
  );
}
