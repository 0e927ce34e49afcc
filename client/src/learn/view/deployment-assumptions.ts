/// <reference lib="dom" />
import type { Assumption } from '../../../../server/src/simulator/simulation.ts';
import { h } from './dom.ts';
import { t } from './words.ts';

/** What the form reports. */
export interface Choosing {
  readonly choose: (id: string, value: string | number) => void;
  readonly reset: () => void;
}

/** A deployment's assumptions as form controls: first those of the task, then those of each container. */
export function assumptionsForm(assumptions: readonly Assumption[], { choose, reset }: Choosing): HTMLElement {
  const subjects = [...new Set(assumptions.map(({ subject }) => subject))];
  const isChanged = assumptions.some(({ value, initial }) => value !== initial);
  return h(
    'form',
    { class: 'assumptions', onsubmit: (event) => event.preventDefault() },
    subjects.map((subject) =>
      h(
        'fieldset',
        {},
        h('legend', {}, subject === undefined ? t('The task') : t('Container {0}', subject)),
        assumptions.map((each, i) => each.subject === subject && control(each, `assumed-${i}`, choose)),
      ),
    ),
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        { id: 'reset', type: 'button', 'aria-disabled': String(!isChanged), onclick: reset },
        t('Reset All Assumptions'),
      ),
    ),
  );
}

function control(assumption: Assumption, id: string, choose: Choosing['choose']): HTMLElement {
  const { label, value, initial } = assumption;
  return h(
    'p',
    { class: `assumption${value === initial ? '' : ' is-changed'}` },
    h('label', { for: id, lang: 'en' }, label, value !== initial && h('span', { class: 'note' }, ` (${t('changed')})`)),
    assumption.kind === 'choice' ? select(assumption, id, choose) : numberField(assumption, id, choose),
  );
}

function select(assumption: Assumption & { kind: 'choice' }, id: string, choose: Choosing['choose']): HTMLElement {
  const options = assumption.options.map(({ value, label }) =>
    h('option', { value, selected: value === assumption.value }, label),
  );
  const element = h('select', { id, lang: 'en' }, options);
  element.addEventListener('change', () => choose(assumption.id, element.value));
  return element;
}

function numberField(assumption: Assumption & { kind: 'number' }, id: string, choose: Choosing['choose']): HTMLElement {
  const { min, max, value, unit } = assumption;
  const element = h('input', {
    id,
    type: 'number',
    min,
    max,
    step: 1,
    value,
    'aria-describedby': unit && `${id}-unit`,
  });
  element.addEventListener('change', () => {
    const wanted = element.valueAsNumber;
    if (Number.isFinite(wanted)) choose(assumption.id, wanted);
    else element.value = String(value);
  });
  return h('span', { class: 'with-unit' }, element, unit && h('span', { id: `${id}-unit` }, unit));
}
