import type { Question } from '../../../../server/src/course/course.ts';
import type { Answer } from '../../../../server/src/course/form.ts';
import { answerQuiz, endQuiz, formIn, nextQuestion, type Quiz, shownOrder } from '../quiz.ts';
import type { App } from './app.ts';
import { byId, h } from './dom.ts';
import { announceAnswer, answeredQuestion, askedQuestion, isAnswered } from './questions/question.ts';
import { quizStart } from './quiz-start.ts';
import { scoreScreen } from './score.ts';
import { t } from './words.ts';

/** The quiz: its start, a question, or the score. */
export function quizScreen(app: App): Node[] {
  const { quiz } = app;
  if (!quiz) return quizStart(app);
  const question = app.questions.get(quiz.questions[quiz.at] ?? '');
  return question ? questionScreen(app, quiz, question) : scoreScreen(app, quiz);
}

function questionScreen(app: App, quiz: Quiz, question: Question): Node[] {
  const answer = quiz.answers[question.id];
  const section = app.section(question.section);
  const form = formIn(quiz, question, app.course.pools);
  return [
    h(
      'header',
      {},
      h('p', { class: 'kicker' }, section?.title ?? '', ' · ', t('level {0}', question.level)),
      h('h1', {}, t('Question {0} of {1}', quiz.at + 1, quiz.questions.length)),
      h('progress', {
        class: 'quiz-progress',
        max: quiz.questions.length,
        value: quiz.at + (answer === undefined ? 0 : 1),
        'aria-label': t('Questions answered'),
      }),
    ),
    answer === undefined ? openQuestion(app, quiz, form) : closedQuestion(app, quiz, form, answer),
  ];
}

function openQuestion(app: App, quiz: Quiz, form: Question): HTMLElement {
  const submit = (event: Event) => {
    event.preventDefault();
    check(app);
  };
  const order = shownOrder(quiz.seed, form);
  return h(
    'form',
    { class: 'question', 'data-question': form.id, onsubmit: submit },
    askedQuestion({ form, order, chosen: app.chosen, choose: (answer) => choose(app, answer), prefix: '' }),
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        { type: 'submit', id: 'check', class: 'primary', 'aria-disabled': String(!isAnswered(app.chosen)) },
        t('Check'),
      ),
      guessBox(app),
      leave(app, quiz),
      h('span', { class: 'note keys' }, keysOf(form)),
    ),
  );
}

/** For an honest schedule: what was guessed comes back sooner. */
function guessBox(app: App): HTMLElement {
  return h(
    'label',
    { class: 'guess' },
    h('input', {
      type: 'checkbox',
      id: 'guessed',
      checked: app.guessed,
      onchange: ({ currentTarget }) => {
        app.guessed = (currentTarget as HTMLInputElement).checked;
        app.keep();
      },
    }),
    t('I’m guessing'),
    h('kbd', { 'aria-hidden': 'true' }, 'G'),
  );
}

function keysOf(form: Question): string {
  switch (form.kind) {
    case 'one':
      return t('Keys: 1 to {0}, then Enter', form.options.length);
    case 'all':
      return t('Keys: 1 to {0} tick, Enter checks', form.options.length);
    case 'order':
      return t('Keys: arrows on a button move its item');
    case 'line':
    case 'time':
      return t('Keys: arrows, then Enter');
    case 'value':
      return t('Keys: type, then Enter');
  }
}

function closedQuestion(app: App, quiz: Quiz, form: Question, answer: Answer): HTMLElement {
  const section = app.section(form.section);
  const last = nextQuestion(quiz).at >= quiz.questions.length;
  const element = answeredQuestion(form, answer, shownOrder(quiz.seed, form), '');
  element.append(
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        { id: 'next', class: 'primary', onclick: () => next(app) },
        last ? t('See how it went') : t('Next question'),
      ),
      section &&
        h(
          'a',
          { href: `#section/${section.id}`, id: 'read', 'data-go': 'section', 'data-id': section.id },
          t('Read: {0}', section.title),
        ),
      form.rule !== undefined &&
        Object.hasOwn(app.course.rules, form.rule) &&
        h('a', { href: `#rule/${form.rule}`, id: 'rule', 'data-go': 'rule', 'data-id': form.rule }, t('The rule')),
      !last && leave(app, quiz),
    ),
  );
  return element;
}

/** Ends the quiz early: shows the score if there are answers, otherwise returns to the start. */
function leave(app: App, quiz: Quiz): HTMLElement {
  const answered = Object.keys(quiz.answers).length > 0;
  return h(
    'button',
    {
      type: 'button',
      id: 'leave',
      onclick: () => {
        app.setQuiz(answered ? endQuiz(quiz) : undefined);
        app.go({ screen: 'quiz' });
      },
    },
    answered ? t('Stop here') : t('Leave the quiz'),
  );
}

function choose(app: App, answer: Answer): void {
  app.chosen = answer;
  byId('check')?.setAttribute('aria-disabled', String(!isAnswered(answer)));
  app.keep();
}

function check(app: App): void {
  const { quiz, chosen, guessed } = app;
  const id = quiz?.questions[quiz.at];
  if (!quiz || id === undefined || !isAnswered(chosen)) return;
  app.setQuiz(answerQuiz(quiz, id, chosen));
  app.redraw();
  // Pressing Enter now moves on.
  byId('next')?.focus({ preventScroll: true });
  byId('result')?.scrollIntoView({ block: 'nearest' });
  announceAnswer('');
  app.send({ type: 'answer', question: id, time: quiz.times?.[id] ?? 0, answer: chosen, guessed });
}

function next(app: App): void {
  if (!app.quiz) return;
  app.setQuiz(nextQuestion(app.quiz));
  app.go({ screen: 'quiz' });
}

/**
 * Numbers choose, G says that it is a guess, Enter submits and moves on. Whoever types has these keys for their text, and a
 * focused element that handles Enter itself keeps it.
 */
export function quizKeys(event: KeyboardEvent): void {
  const target = event.target as Element;
  if (target.closest('input[type=text]')) return;
  const pressed = /^[1-9]$/.test(event.key) ? `option-${event.key}` : event.key.toLowerCase() === 'g' ? 'guessed' : '';
  const input = byId(pressed) as HTMLInputElement | null;
  if (input) {
    event.preventDefault();
    if (pressed !== 'guessed') input.focus();
    input.click();
    return;
  }
  if (event.key !== 'Enter') return;
  // Within the form the browser submits, except from a box to tick or a slider in some browsers.
  if (target.closest('a, button')) return;
  const button = byId('next') ?? byId('check');
  if (!button) return;
  event.preventDefault();
  button.click();
}
