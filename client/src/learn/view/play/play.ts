/// <reference lib="dom" />
import type { Explored } from '../../messages.ts';
import type { App } from '../app.ts';
import { announce, h } from '../dom.ts';
import { t } from '../words.ts';

/** A field that somebody sets or guesses. */
export interface Input<T> {
  readonly label: HTMLElement;
  /** Undefined while it is empty. */
  readonly value: () => T | undefined;
  readonly set: (value: T | undefined) => void;
}

/** What can be taken from the user's file: one container's health check, for example. */
export interface Taken {
  readonly name: string;
  readonly apply: () => void;
}

/** A picture to play with: somebody sets something, predicts what comes of it, and looks. */
export interface Play {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly HTMLElement[];
  readonly guess: Input<string>;
  /** The right answer as the guess gives it, how to say it, and what there is to see. */
  readonly reveal: () => { readonly answer: string; readonly said?: string; readonly content: readonly Node[] };
  /** What the user's file has for this picture. */
  readonly take: (explored: Explored) => readonly Taken[];
}

/** A number, to type or to drag. */
export function numberInput(id: string, text: string, initial: number, min: number, max: number): Input<number> {
  const slider = h('input', { type: 'range', min, max, tabindex: '-1', 'aria-hidden': 'true' });
  const input = h('input', { id, type: 'number', min, max, inputmode: 'numeric' });
  const set = (value: number | undefined) => {
    input.value = value === undefined ? '' : String(value);
    slider.value = String(value ?? min);
  };
  set(initial);
  slider.addEventListener('input', () => {
    input.value = slider.value;
  });
  input.addEventListener('input', () => {
    slider.value = input.value;
  });
  return {
    label: h('div', { class: 'play-field' }, h('label', { for: id }, text), input, slider),
    value: () => (input.value === '' ? undefined : Math.min(max, Math.max(min, Math.round(Number(input.value))))),
    set,
  };
}

/** A guess at a number. */
export function numberGuess(id: string, question: string): Input<string> {
  const input = h('input', { id, type: 'number', min: 0, inputmode: 'numeric' });
  return {
    label: h('div', { class: 'play-field' }, h('label', { for: id }, question), input),
    value: () => (input.value === '' ? undefined : String(Math.round(Number(input.value)))),
    set: (value) => {
      input.value = value ?? '';
    },
  };
}

/** One of several. */
export function choice(
  id: string,
  text: string,
  options: Readonly<Record<string, string>>,
  initial: string,
): Input<string> {
  const select = h(
    'select',
    { id },
    Object.entries(options).map(([value, label]) => h('option', { value, selected: value === initial }, label)),
  );
  return {
    label: h('div', { class: 'play-field' }, h('label', { for: id }, text), select),
    value: () => (select.value === '' ? undefined : select.value),
    set: (value) => {
      select.value = value ?? '';
    },
  };
}

/** Asks for a prediction before anything is shown; whoever sets something else predicts anew. */
export function play(app: App, { id, title, fields, guess, reveal, take }: Play): HTMLElement {
  const outcome = h('div', { id: `${id}-outcome` });
  const taken = h('div', { class: 'play-taken' });
  const settings = h('div', { class: 'play-fields' }, fields);
  const forget = () => {
    outcome.replaceChildren();
    guess.set(undefined);
  };
  settings.addEventListener('input', forget);
  const look = () => {
    const { answer, said: inWords = answer, content } = reveal();
    const guessed = guess.value();
    const said =
      guessed === undefined
        ? t('The answer: {0}.', inWords)
        : guessed === answer
          ? t('Right: {0}.', inWords)
          : t('Not quite. The answer: {0}.', inWords);
    outcome.replaceChildren(h('p', { class: 'play-said' }, said), ...content);
    announce(said);
  };
  const apply = (one: Taken, file: string) => {
    one.apply();
    forget();
    announce(t('Taken from {0}: {1}.', file, one.name));
  };
  const fill = (explored: Explored | null) => {
    const found = explored ? take(explored) : [];
    const [first] = found;
    if (!first) {
      const nothing = t('There is nothing for this picture in the file.');
      taken.replaceChildren(h('p', { class: 'note' }, nothing));
      announce(nothing);
      return;
    }
    const file = explored!.title;
    if (found.length === 1)
      taken.replaceChildren(h('p', { class: 'note' }, t('Taken from {0}: {1}.', file, first.name)));
    else {
      const options = Object.fromEntries(found.map(({ name }, i) => [String(i), name]));
      const which = choice(`${id}-which`, t('Taken from {0}', file), options, '0');
      which.label.addEventListener('change', () => apply(found[Number(which.value())]!, file));
      taken.replaceChildren(which.label);
    }
    apply(first, file);
  };
  return h(
    'section',
    { class: 'play', 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    settings,
    h('p', { class: 'actions' }, takeButton(app, id, fill)),
    taken,
    guess.label,
    h('p', { class: 'actions' }, h('button', { id: `${id}-look`, class: 'primary', onclick: look }, t('Look'))),
    outcome,
  );
}

function takeButton(app: App, id: string, fill: (explored: Explored | null) => void): HTMLButtonElement {
  const onclick = () => {
    app.asking = fill;
    app.send({ type: 'explore' });
  };
  return h('button', { id: `${id}-take`, class: 'play-take', onclick });
}

/** Names the user's file on the button that takes from it; without a file, the button is hidden. */
export function nameFile({ file }: App, within: ParentNode): void {
  const button = within.querySelector<HTMLButtonElement>('.play-take');
  if (!button) return;
  button.hidden = file === null;
  button.textContent = t('Take the values from {0}', file?.name ?? '');
}

/** A table that scrolls sideways in a narrow panel. */
export function table(
  label: string,
  head: readonly string[],
  rows: readonly (readonly (string | Node)[])[],
): HTMLElement {
  return h(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': label },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          head.map((text) => h('th', { scope: 'col' }, text)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((cells) =>
          h(
            'tr',
            {},
            cells.map((cell) => h('td', {}, cell)),
          ),
        ),
      ),
    ),
  );
}
