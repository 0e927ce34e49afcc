import type { OptionQuestion } from '../../../../../server/src/course/course.ts';
import type { Answer } from '../../../../../server/src/course/form.ts';
import { type Child, h, rendered } from '../dom.ts';
import { icon } from '../icons.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';

/** Radio buttons for one right option, boxes to tick for all that apply. */
export function optionFields({ form, order, chosen, choose, prefix }: Asked<OptionQuestion>): Child {
  const many = form.kind === 'all';
  const ticked = new Set(Array.isArray(chosen) ? (chosen as readonly number[]) : []);
  const change = (option: number, on: boolean) => {
    if (!many) return choose(option);
    if (on) ticked.add(option);
    else ticked.delete(option);
    choose([...ticked].sort((a, b) => a - b));
  };
  return [
    many && h('p', { class: 'note' }, t('Tick all that apply.')),
    order.map((option, i) =>
      h(
        'label',
        { class: 'option' },
        h('input', {
          type: many ? 'checkbox' : 'radio',
          name: `${prefix}option`,
          id: `${prefix}option-${i + 1}`,
          value: option,
          checked: many ? ticked.has(option) : chosen === option,
          onchange: ({ currentTarget }) => change(option, (currentTarget as HTMLInputElement).checked),
        }),
        h('kbd', { 'aria-hidden': 'true' }, String(i + 1)),
        rendered('span', form.options[option]!.html, { class: 'option-text' }),
      ),
    ),
  ];
}

/** Every option with its reason. */
export function optionAnswers(
  form: OptionQuestion,
  answer: Answer,
  order: readonly number[],
  labelledBy: string,
): HTMLElement {
  const isChosen = (option: number) => answer === option || (Array.isArray(answer) && answer.includes(option));
  return h(
    'ol',
    { class: 'answers', 'aria-labelledby': labelledBy },
    order.map((option) => {
      const { html, why, right } = form.options[option]!;
      return h(
        'li',
        { class: `answer ${right ? 'is-right' : ''} ${isChosen(option) ? 'is-chosen' : ''}` },
        h('span', { class: 'answer-mark' }, icon(right ? 'check' : 'cross', right ? 'is-good' : 'is-quiet')),
        h(
          'div',
          {},
          h(
            'p',
            { class: 'answer-text' },
            rendered('span', html),
            right && h('span', { class: 'tag is-right' }, t('Correct answer')),
            isChosen(option) && h('span', { class: 'tag' }, t('Your answer')),
          ),
          rendered('p', why, { class: 'why' }),
        ),
      );
    }),
  );
}
