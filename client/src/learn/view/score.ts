import { formIn, type Quiz, scoreOf, shownOrder, startQuiz } from '../quiz.ts';
import type { App } from './app.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { answerExplained } from './questions/question.ts';
import { count, t } from './words.ts';

/** The result of a quiz, and what to do about it. */
export function scoreScreen(app: App, quiz: Quiz): Node[] {
  const { right, total, missed, again } = scoreOf(quiz, app.questions, app.course.pools);
  const leave = () => {
    app.setQuiz(undefined);
    app.go({ screen: 'quiz' });
  };
  const retry = () => {
    app.setQuiz(startQuiz(quiz.kind, missed, quiz.seed + 1, quiz.section, app.times));
    app.go({ screen: 'quiz' });
  };
  return [
    h('p', { class: 'kicker' }, quizTitle(app, quiz)),
    h('h1', {}, t('You got {0} of {1} correct', right, total)),
    h('progress', {
      class: 'quiz-progress',
      max: Math.max(total, 1),
      value: right,
      'aria-label': t('Correct answers'),
    }),
    h('p', { class: 'lead' }, encouragement(right, total)),
    h(
      'p',
      { class: 'actions' },
      missed.length > 0 &&
        h(
          'button',
          { id: 'retry', class: 'primary', onclick: retry },
          count(missed.length, 'Try the missed one again', 'Try the {0} missed again'),
        ),
      h('button', { id: 'other', class: missed.length > 0 ? '' : 'primary', onclick: leave }, t('Another quiz')),
      h('button', { id: 'contents', onclick: () => app.go({ screen: 'contents' }) }, t('Back to the contents')),
    ),
    ...(again.length > 0
      ? [
          h('h2', { id: 'again' }, t('Read again')),
          h(
            'ul',
            { class: 'rows', 'aria-labelledby': 'again' },
            again.map(({ section, missed: number }) =>
              h(
                'li',
                { class: 'row' },
                h(
                  'div',
                  { class: 'row-text' },
                  h(
                    'a',
                    { href: `#section/${section}`, 'data-go': 'section', 'data-id': section, id: `again-${section}` },
                    app.section(section)?.title,
                  ),
                ),
                h('div', { class: 'row-note' }, h('span', {}, count(number, '1 missed', '{0} missed'))),
              ),
            ),
          ),
        ]
      : []),
    h('h2', { id: 'all-answers' }, t('All questions')),
    h(
      'ul',
      { class: 'results', 'aria-labelledby': 'all-answers' },
      quiz.questions.map((id) => {
        const question = app.questions.get(id);
        const form = question && formIn(quiz, question, app.course.pools);
        const isRight = !missed.includes(id);
        const words = rendered('div', form?.html ?? '').querySelector('p')?.innerHTML ?? '';
        const line = [
          icon(isRight ? 'check' : 'cross', isRight ? 'is-good' : 'is-bad'),
          h('span', { class: 'sr' }, isRight ? t('Right: ') : t('Missed: ')),
          rendered('span', words),
        ];
        const answer = quiz.answers[id];
        if (isRight || !form || answer === undefined) return h('li', {}, line);
        return h(
          'li',
          {},
          h(
            'details',
            { id: `missed-${id}` },
            h('summary', {}, line),
            answerExplained(form, answer, shownOrder(quiz.seed, form), `missed-${id}-`),
          ),
        );
      }),
    ),
  ];
}

function quizTitle(app: App, { kind, section }: Quiz): string {
  switch (kind) {
    case 'section':
      return t('Quiz: {0}', app.section(section ?? '')?.title ?? '');
    case 'check':
      return t('Knowledge check');
    case 'due':
      return t('Review');
    case 'missed':
      return t('Missed');
    case 'all':
      return t('Everything');
  }
}

function encouragement(right: number, total: number): string {
  if (right === total) return t('All correct. These questions come up for review in a few days.');
  if (right * 3 >= total * 2) return t('A good start. The sections below fill the gaps.');
  return t('Read the sections below once more, then try the missed ones again.');
}
