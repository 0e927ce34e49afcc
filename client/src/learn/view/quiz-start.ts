import type { QuizKind } from '../quiz.ts';
import type { App } from './app.ts';
import { h } from './dom.ts';
import { count, t } from './words.ts';

/** The choice of quizzes. */
export function quizStart(app: App): Node[] {
  const due = app.questionsFor('due').length;
  return [
    h('h1', {}, t('Quiz')),
    h(
      'p',
      { class: 'lead' },
      t('Every answer is explained, right or wrong. Questions come back before you forget them.'),
    ),
    h(
      'ul',
      { class: 'cards' },
      choice(app, 'check', t('Knowledge check'), t('The four basics.')),
      due > 0
        ? choice(app, 'due', t('Review'), t('The questions due today, twelve at most.'))
        : h(
            'li',
            {},
            h('div', { class: 'card is-empty' }, h('strong', {}, t('Review')), h('span', {}, t('Nothing is due.'))),
          ),
      choice(app, 'missed', t('Missed'), t('What you got wrong last time.')),
      choice(app, 'all', t('Everything'), t('You can stop at any time.')),
    ),
    ...onceMore(app),
    h('h2', { id: 'by-section' }, t('By section')),
    h(
      'ul',
      { class: 'rows', 'aria-labelledby': 'by-section' },
      app.course.sections.map(({ id, title }) => {
        const { right, total } = app.known(id);
        return (
          total > 0 &&
          h(
            'li',
            { class: 'row' },
            h(
              'div',
              { class: 'row-text' },
              h(
                'a',
                {
                  href: '#quiz',
                  id: `quiz-${id}`,
                  onclick: (event) => {
                    event.preventDefault();
                    app.beginQuiz('section', id);
                  },
                },
                title,
              ),
            ),
            h('div', { class: 'row-note' }, h('span', {}, t('{0} of {1} known', right, total))),
          )
        );
      }),
    ),
  ];
}

/** The exercises that were solved some time ago. */
function onceMore(app: App): Node[] {
  const due = app.dueExercises.slice(0, 3);
  if (due.length === 0) return [];
  return [
    h('h2', { id: 'once-more' }, t('Solve once more')),
    h(
      'ul',
      { class: 'rows', 'aria-labelledby': 'once-more' },
      due.map(({ id, title }) =>
        h(
          'li',
          { class: 'row' },
          h(
            'div',
            { class: 'row-text' },
            h(
              'a',
              {
                href: '#exercise',
                id: `again-${id}`,
                onclick: (event) => {
                  event.preventDefault();
                  app.go({ screen: 'exercise', id });
                },
              },
              title,
            ),
          ),
        ),
      ),
    ),
  ];
}

function choice(app: App, kind: QuizKind, title: string, note: string): HTMLElement | false {
  const total = app.questionsFor(kind).length;
  return (
    total > 0 &&
    h(
      'li',
      {},
      h(
        'button',
        { id: `quiz-${kind}`, class: 'card', onclick: () => app.beginQuiz(kind) },
        h('strong', {}, title),
        h('span', {}, note),
        h('span', {}, count(total, '1 question', '{0} questions')),
      ),
    )
  );
}
