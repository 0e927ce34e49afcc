import type { ValueQuestion } from '../../../../../server/src/course/course.ts';
import { type Answer, isRight, nearMiss } from '../../../../../server/src/course/form.ts';
import { type Child, h } from '../dom.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';
import { rightAnswer, wrongAnswer } from './solution.ts';

/** A field to type the value into. */
export function valueFields({ form, chosen, choose, prefix }: Asked<ValueQuestion>): Child {
  return h(
    'p',
    { class: 'value-field' },
    h('input', {
      type: 'text',
      id: `${prefix}value`,
      class: 'field',
      size: 24,
      maxlength: 120,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      value: typeof chosen === 'string' ? chosen : '',
      'aria-label': form.unit === undefined ? t('Your answer') : t('Your answer, in {0}', form.unit),
      oninput: ({ currentTarget }) => choose((currentTarget as HTMLInputElement).value),
    }),
    form.unit !== undefined && h('span', { 'aria-hidden': 'true' }, form.unit),
  );
}

/** What was typed, and what is right. */
export function valueAnswer(form: ValueQuestion, answer: Answer): HTMLElement {
  const unit = form.unit === undefined ? '' : ` ${form.unit}`;
  return h(
    'ul',
    { class: 'answers' },
    !isRight(form, answer) && wrongAnswer([h('code', {}, String(answer))], nearMiss(form, answer)?.why),
    rightAnswer([h('code', {}, form.accepts[0]!), unit], form.why, isRight(form, answer)),
  );
}
