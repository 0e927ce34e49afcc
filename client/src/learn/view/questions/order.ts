import type { OrderQuestion } from '../../../../../server/src/course/course.ts';
import { type Answer, isRight } from '../../../../../server/src/course/form.ts';
import { announce, byId, type Child, h, rendered } from '../dom.ts';
import { icon } from '../icons.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';

/** The items, each with buttons to move it; on a button the arrow keys move it, too. */
export function orderFields({ form, order, chosen, choose, prefix }: Asked<OrderQuestion>): Child {
  const current = Array.isArray(chosen) && chosen.length === order.length ? [...(chosen as number[])] : [...order];
  const list = h('ol', { class: 'order-list', 'aria-labelledby': `${prefix}legend` });
  const idOf = (item: number, way: 'up' | 'down') => `${prefix}${way}-${order.indexOf(item) + 1}`;
  const move = (item: number, by: -1 | 1) => {
    const from = current.indexOf(item);
    const to = from + by;
    if (to < 0 || to >= current.length) return;
    [current[from], current[to]] = [current[to]!, current[from]!];
    draw();
    // The button at an end does nothing, so the other one takes the focus.
    const way = (by < 0 && to > 0) || to === current.length - 1 ? 'up' : 'down';
    byId(idOf(item, way))?.focus();
    announce(t('{0}: now {1} of {2}', textOf(form.items[item]!), to + 1, current.length));
    choose([...current]);
  };
  const button = (item: number, way: 'up' | 'down', isUseless: boolean) =>
    h(
      'button',
      {
        type: 'button',
        id: idOf(item, way),
        class: 'move',
        'aria-disabled': String(isUseless),
        'aria-label':
          way === 'up' ? t('Move up: {0}', textOf(form.items[item]!)) : t('Move down: {0}', textOf(form.items[item]!)),
        onclick: () => move(item, way === 'up' ? -1 : 1),
        onkeydown: (event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          move(item, event.key === 'ArrowUp' ? -1 : 1);
        },
      },
      way === 'up' ? '↑' : '↓',
    );
  const draw = () =>
    list.replaceChildren(
      ...current.map((item, i) =>
        h(
          'li',
          { class: 'option' },
          h('span', { class: 'line-number', 'aria-hidden': 'true' }, String(i + 1)),
          rendered('span', form.items[item]!, { class: 'option-text' }),
          h('span', { class: 'moves' }, button(item, 'up', i === 0), button(item, 'down', i === current.length - 1)),
        ),
      ),
    );
  draw();
  return list;
}

/** The right order, and where an item was instead. */
export function orderAnswer(form: OrderQuestion, answer: Answer, labelledBy: string): HTMLElement {
  const given = Array.isArray(answer) ? (answer as readonly number[]) : [];
  const right = isRight(form, answer);
  return h(
    'div',
    {},
    h('p', {}, h('strong', {}, t('The right order'))),
    h(
      'ol',
      { class: 'answers', 'aria-labelledby': labelledBy },
      form.items.map((html, i) => {
        const place = given.indexOf(i);
        const isHere = right || place === i;
        return h(
          'li',
          { class: `answer ${isHere ? 'is-right' : ''}` },
          h('span', { class: 'answer-mark' }, icon(isHere ? 'check' : 'cross', isHere ? 'is-good' : 'is-quiet')),
          h(
            'p',
            { class: 'answer-text' },
            h('span', {}, `${i + 1}. `, rendered('span', html)),
            !isHere && place >= 0 && h('span', { class: 'tag' }, t('You had it as number {0}', place + 1)),
          ),
        );
      }),
    ),
    rendered('p', form.why, { class: 'why' }),
  );
}

function textOf(html: string): string {
  return rendered('span', html).textContent ?? '';
}
