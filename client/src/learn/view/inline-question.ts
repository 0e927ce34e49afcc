import { formOf } from '../../../../server/src/course/form.ts';
import { shownOrder } from '../quiz.ts';
import type { App } from './app.ts';
import { byId, h } from './dom.ts';
import { announceAnswer, answeredQuestion, askedQuestion, isAnswered } from './questions/question.ts';
import { t } from './words.ts';

/**
 * A question in the middle of a section: predict, then see. It counts like one in a quiz. The page is drawn again when the
 * progress changes, so what was chosen is kept in the app.
 */
export function inlineQuestion(app: App, id: string): HTMLElement | undefined {
  const question = app.questions.get(id);
  if (!question) return undefined;
  const prefix = `inline-${id}-`;
  const state = app.inline.get(id) ?? { time: app.times[id] ?? 0, chosen: undefined, isDone: false };
  app.inline.set(id, state);
  const form = formOf(question, app.course.pools, state.time);
  const order = shownOrder(state.time, form);
  if (state.isDone && state.chosen !== undefined) {
    const again = () => {
      app.inline.delete(id);
      app.redraw();
      byId(`${prefix}form`)?.querySelector<HTMLElement>('input, button')?.focus();
    };
    const answered = answeredQuestion(form, state.chosen, order, prefix);
    answered.append(
      h('p', { class: 'actions' }, h('button', { id: `${prefix}again`, onclick: again }, t('Ask me another way'))),
    );
    return h('section', { class: 'inline-question', 'aria-labelledby': `${prefix}question` }, answered);
  }
  const check = (event: Event) => {
    event.preventDefault();
    const { time, chosen } = state;
    if (!isAnswered(chosen)) return;
    app.inline.set(id, { time, chosen, isDone: true });
    app.redraw();
    byId(`${prefix}again`)?.focus({ preventScroll: true });
    announceAnswer(prefix);
    app.send({ type: 'answer', question: id, time, answer: chosen, guessed: false });
  };
  const button = h(
    'button',
    { type: 'submit', id: `${prefix}check`, class: 'primary', 'aria-disabled': String(!isAnswered(state.chosen)) },
    t('Check'),
  );
  const choose = (chosen: NonNullable<typeof state.chosen>) => {
    state.chosen = chosen;
    button.setAttribute('aria-disabled', String(!isAnswered(chosen)));
  };
  return h(
    'section',
    { class: 'inline-question', 'aria-labelledby': `${prefix}legend` },
    h(
      'form',
      { class: 'question', id: `${prefix}form`, onsubmit: check },
      askedQuestion({ form, order, chosen: state.chosen, choose, prefix }),
      h('p', { class: 'actions' }, button),
    ),
  );
}
