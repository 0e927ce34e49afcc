import type { Question } from '../../../../server/src/course/course.ts';
import { answerQuiz, endQuiz, nextQuestion, optionOrder, type Quiz } from '../quiz.ts';
import type { App } from './app.ts';
import { announce, byId, h, rendered } from './dom.ts';
import { icon } from './icons.ts';
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
    answer === undefined ? openQuestion(app, quiz, question) : answeredQuestion(app, quiz, question, answer),
  ];
}

/** A question's words and, separately, the code that belongs to it. */
function parts(question: Question): { readonly words: string; readonly rest: HTMLElement } {
  const rest = rendered('div', question.html, { class: 'question-rest' });
  const first = rest.querySelector('p');
  const words = first?.innerHTML ?? '';
  first?.remove();
  for (const pre of rest.querySelectorAll('pre')) {
    pre.setAttribute('tabindex', '0');
    pre.setAttribute('role', 'region');
    pre.setAttribute('aria-label', t('Code of the question'));
  }
  return { words, rest };
}

function openQuestion(app: App, quiz: Quiz, question: Question): HTMLElement {
  const { words, rest } = parts(question);
  const submit = (event: Event) => {
    event.preventDefault();
    check(app);
  };
  return h(
    'form',
    { class: 'question', onsubmit: submit },
    h(
      'fieldset',
      {},
      rendered('legend', words),
      rest,
      optionOrder(quiz, question).map((option, i) =>
        h(
          'label',
          { class: 'option' },
          h('input', {
            type: 'radio',
            name: 'option',
            id: `option-${i + 1}`,
            value: option,
            checked: app.chosen === option,
            onchange: () => choose(app, option),
          }),
          h('kbd', { 'aria-hidden': 'true' }, String(i + 1)),
          rendered('span', question.options[option]!.html, { class: 'option-text' }),
        ),
      ),
    ),
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        { type: 'submit', id: 'check', class: 'primary', 'aria-disabled': String(app.chosen === undefined) },
        t('Check'),
      ),
      leave(app, quiz),
      h('span', { class: 'note keys' }, t('Keys: 1 to 4, then Enter')),
    ),
  );
}

function answeredQuestion(app: App, quiz: Quiz, question: Question, answer: number): HTMLElement {
  const { words, rest } = parts(question);
  const right = question.options[answer]!.right;
  const section = app.section(question.section);
  const last = nextQuestion(quiz).at >= quiz.questions.length;
  return h(
    'div',
    { class: 'question' },
    rendered('p', words, { class: 'legend', id: 'question' }),
    rest,
    h(
      'p',
      { class: right ? 'result is-right' : 'result is-wrong', id: 'result' },
      icon(right ? 'check' : 'cross', right ? 'is-good' : 'is-bad'),
      h('strong', {}, right ? t('Right.') : t('Wrong.')),
    ),
    h(
      'ol',
      { class: 'answers', 'aria-labelledby': 'question' },
      optionOrder(quiz, question).map((option) => {
        const { html, why, right: isRight } = question.options[option]!;
        return h(
          'li',
          { class: `answer ${isRight ? 'is-right' : ''} ${option === answer ? 'is-chosen' : ''}` },
          h('span', { class: 'answer-mark' }, icon(isRight ? 'check' : 'cross', isRight ? 'is-good' : 'is-quiet')),
          h(
            'div',
            {},
            h(
              'p',
              { class: 'answer-text' },
              rendered('span', html),
              isRight && h('span', { class: 'tag is-right' }, t('Correct answer')),
              option === answer && h('span', { class: 'tag' }, t('Your answer')),
            ),
            rendered('p', why, { class: 'why' }),
          ),
        );
      }),
    ),
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
      question.rule !== undefined &&
        Object.hasOwn(app.course.rules, question.rule) &&
        h(
          'a',
          { href: `#rule/${question.rule}`, id: 'rule', 'data-go': 'rule', 'data-id': question.rule },
          t('The rule'),
        ),
      !last && leave(app, quiz),
    ),
  );
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

function choose(app: App, option: number): void {
  app.chosen = option;
  byId('check')?.setAttribute('aria-disabled', 'false');
  app.keep();
}

function check(app: App): void {
  const { quiz, chosen } = app;
  const id = quiz?.questions[quiz.at];
  if (!quiz || id === undefined || chosen === undefined) return;
  app.setQuiz(answerQuiz(quiz, id, chosen));
  app.redraw();
  // Pressing Enter now moves on.
  byId('next')?.focus({ preventScroll: true });
  byId('result')?.scrollIntoView({ block: 'nearest' });
  const answers = [...document.querySelectorAll('.answer.is-chosen, .answer.is-right')].map((each) => each.textContent);
  announce([byId('result')?.textContent, ...answers].join(' '));
  app.send({ type: 'answer', question: id, option: chosen });
}

function next(app: App): void {
  if (!app.quiz) return;
  app.setQuiz(nextQuestion(app.quiz));
  app.go({ screen: 'quiz' });
}

/** 1 to 4 choose, Enter submits and moves on. A focused element that handles Enter itself keeps it. */
export function quizKeys(app: App, event: KeyboardEvent): void {
  const input = /^[1-4]$/.test(event.key) ? (byId(`option-${event.key}`) as HTMLInputElement | null) : null;
  if (input) {
    event.preventDefault();
    input.checked = true;
    input.focus();
    choose(app, Number(input.value));
    return;
  }
  if (event.key !== 'Enter' || (event.target as Element).closest('a, button, form')) return;
  const button = byId('next') ?? byId('check');
  if (!button) return;
  event.preventDefault();
  button.click();
}
