import { type Child, h, rendered } from '../dom.ts';
import { icon } from '../icons.ts';
import { t } from '../words.ts';

/** The right answer with its reason. */
export function rightAnswer(text: Child, why: string, isYours: boolean): HTMLElement {
  return item('is-right', icon('check', 'is-good'), text, why, [
    h('span', { class: 'tag is-right' }, t('Correct answer')),
    isYours && h('span', { class: 'tag' }, t('Your answer')),
  ]);
}

/** A wrong answer, with what it confuses where that is known. */
export function wrongAnswer(text: Child, why: string | undefined): HTMLElement {
  return item('is-chosen', icon('cross', 'is-quiet'), text, why, h('span', { class: 'tag' }, t('Your answer')));
}

function item(kind: string, mark: Node, text: Child, why: string | undefined, tags: Child): HTMLElement {
  return h(
    'li',
    { class: `answer ${kind}` },
    h('span', { class: 'answer-mark' }, mark),
    h(
      'div',
      {},
      h('div', { class: 'answer-text' }, h('span', {}, text), tags),
      why !== undefined && rendered('p', why, { class: 'why' }),
    ),
  );
}
