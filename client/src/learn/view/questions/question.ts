import type { Question } from '../../../../../server/src/course/course.ts';
import { type Answer, isRight } from '../../../../../server/src/course/form.ts';
import { announce, byId, type Child, h, rendered } from '../dom.ts';
import { icon } from '../icons.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';
import { lineAnswer, lineFields } from './line.ts';
import { optionAnswers, optionFields } from './options.ts';
import { orderAnswer, orderFields } from './order.ts';
import { timeAnswer, timeFields } from './time.ts';
import { valueAnswer, valueFields } from './value.ts';

/** A question with the fields to answer it. */
export function askedQuestion(asked: Asked): HTMLElement {
  const { words, code } = parts(asked.form);
  return h(
    'fieldset',
    { class: `kind-${asked.form.kind}` },
    rendered('legend', words, { id: `${asked.prefix}legend` }),
    // A line is marked in the code itself.
    asked.form.kind !== 'line' && code,
    fields(asked, code),
  );
}

function fields(asked: Asked, code: HTMLElement): Child {
  const { form } = asked;
  switch (form.kind) {
    case 'one':
    case 'all':
      return optionFields({ ...asked, form });
    case 'order':
      return orderFields({ ...asked, form });
    case 'value':
      return valueFields({ ...asked, form });
    case 'line':
      return lineFields({ ...asked, form }, linesOf(code));
    case 'time':
      return timeFields({ ...asked, form });
  }
}

/** A question with its answer explained. */
export function answeredQuestion(
  form: Question,
  answer: Answer,
  order: readonly number[],
  prefix: string,
): HTMLElement {
  const { words, code } = parts(form);
  const right = isRight(form, answer);
  return h(
    'div',
    { class: `question kind-${form.kind}` },
    rendered('p', words, { class: 'legend', id: `${prefix}question` }),
    form.kind !== 'line' && code,
    h(
      'p',
      { class: right ? 'result is-right' : 'result is-wrong', id: `${prefix}result` },
      icon(right ? 'check' : 'cross', right ? 'is-good' : 'is-bad'),
      h('strong', {}, right ? t('Right.') : t('Wrong.')),
    ),
    explained(form, answer, order, code, `${prefix}question`),
  );
}

/** The answer to a question explained, with the code that it is about. */
export function answerExplained(form: Question, answer: Answer, order: readonly number[], prefix: string): HTMLElement {
  const { code } = parts(form);
  const label = h('p', { class: 'note', id: `${prefix}answers` }, t('Correct answer'));
  return h('div', {}, form.kind !== 'line' && code, label, explained(form, answer, order, code, `${prefix}answers`));
}

function explained(
  form: Question,
  answer: Answer,
  order: readonly number[],
  code: HTMLElement,
  labelledBy: string,
): Child {
  switch (form.kind) {
    case 'one':
    case 'all':
      return optionAnswers(form, answer, order, labelledBy);
    case 'order':
      return orderAnswer(form, answer, labelledBy);
    case 'value':
      return valueAnswer(form, answer);
    case 'line':
      return lineAnswer(form, answer, linesOf(code));
    case 'time':
      return timeAnswer(form, answer);
  }
}

/** Whether there is something to check. */
export function isAnswered(answer: Answer | undefined): answer is Answer {
  if (typeof answer === 'string') return answer.trim() !== '';
  return Array.isArray(answer) ? answer.length > 0 : answer !== undefined;
}

/** Says whether the answer was right, what was answered and what is right. */
export function announceAnswer(prefix: string): void {
  const result = byId(`${prefix}result`);
  const answers = [...(result?.parentElement?.querySelectorAll('.answer.is-chosen, .answer.is-right') ?? [])];
  announce([result, ...answers].map((each) => each?.textContent).join(' '));
}

/** A question's words and, separately, the code that belongs to it. */
function parts(form: Question): { readonly words: string; readonly code: HTMLElement } {
  const code = rendered('div', form.html, { class: 'question-rest' });
  const first = code.querySelector('p');
  const words = first?.innerHTML ?? '';
  first?.remove();
  for (const pre of code.querySelectorAll('pre')) {
    pre.setAttribute('tabindex', '0');
    // Not a landmark: a page may have two of them.
    pre.setAttribute('role', 'group');
    pre.setAttribute('aria-label', t('Code of the question'));
  }
  return { words, code };
}

/** The lines of the code, as HTML. No colour goes over the end of a line. */
function linesOf(code: HTMLElement): string[] {
  return (code.querySelector('code')?.innerHTML ?? '').split('\n');
}
