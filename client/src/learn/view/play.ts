/// <reference lib="dom" />
import { CPU_UNITS, PRICED_REGION, rolling, sizesWith, startedFirst } from '../explore.ts';
import { announce, h } from './dom.ts';
import { t } from './words.ts';

/** What a section has to play with, below its text: somebody sets something, predicts what comes of it, and looks. */
export function toPlayWith(section: string): Node[] {
  if (section === 'deployments-and-scaling') return [rollingDeployment()];
  if (section === 'task-size') return [fargateSizes()];
  return [];
}

interface NumberInput {
  readonly label: HTMLElement;
  readonly value: () => number;
  readonly set: (value: string) => void;
}

function numberInput(id: string, text: string, initial: number | undefined, min: number, max: number): NumberInput {
  const input = h('input', { id, type: 'number', min, max, value: initial, inputmode: 'numeric' });
  return {
    label: h('label', { class: 'play-field' }, h('span', {}, text), input),
    value: () => (input.value === '' ? Number.NaN : Math.min(max, Math.max(min, Math.round(Number(input.value))))),
    set: (value) => {
      input.value = value;
    },
  };
}

interface Play {
  readonly id: string;
  readonly title: string;
  /** What is set. */
  readonly fields: readonly HTMLElement[];
  readonly question: string;
  readonly most: number;
  /** The right answer, and what there is to see. */
  readonly reveal: () => { readonly answer: number; readonly content: readonly Node[] };
}

/** Asks for a prediction before anything is shown; whoever sets something else predicts anew. */
function play({ id, title, fields, question, most, reveal }: Play): HTMLElement {
  const guess = numberInput(`${id}-guess`, question, undefined, 0, most);
  const outcome = h('div', { id: `${id}-outcome` });
  const settings = h('div', { class: 'play-fields' }, fields);
  settings.addEventListener('input', () => {
    outcome.replaceChildren();
    guess.set('');
  });
  const look = () => {
    const { answer, content } = reveal();
    const guessed = guess.value();
    const said = Number.isNaN(guessed)
      ? t('The answer: {0}.', answer)
      : guessed === answer
        ? t('Right: {0}.', answer)
        : t('Not {0}, but {1}.', guessed, answer);
    outcome.replaceChildren(h('p', { class: 'play-said' }, said), ...content);
    announce(said);
  };
  return h(
    'section',
    { class: 'play', 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    settings,
    guess.label,
    h('p', { class: 'actions' }, h('button', { id: `${id}-look`, onclick: look }, t('Look'))),
    outcome,
  );
}

function rollingDeployment(): HTMLElement {
  const desired = numberInput('rolling-desired', t('Desired count'), 4, 1, 10);
  const minimum = numberInput('rolling-minimum', 'minimumHealthyPercent', 100, 0, 100);
  const maximum = numberInput('rolling-maximum', 'maximumPercent', 150, 100, 400);
  return play({
    id: 'rolling',
    title: t('Try it: a rolling deployment'),
    fields: [desired.label, minimum.label, maximum.label],
    question: t('How many new tasks does the service start first? (0 if it has to stop old ones before.)'),
    most: 10,
    reveal: () => {
      const rollout = rolling({
        desired: desired.value() || 1,
        minimumHealthyPercent: minimum.value() || 0,
        maximumPercent: maximum.value() || 100,
      });
      const steps = rollout.events.map(({ text, service: { old, new: fresh, starting } }) =>
        h(
          'li',
          {},
          h(
            'span',
            { class: 'play-tasks', 'aria-hidden': 'true' },
            h('span', { class: 'is-old' }, '■'.repeat(old)),
            h('span', { class: 'is-good' }, '■'.repeat(fresh)),
            h('span', { class: 'is-starting' }, '□'.repeat(starting)),
          ),
          h('span', { lang: 'en' }, text),
        ),
      );
      const key = h('p', { class: 'note' }, t('■ old, then new and healthy; □ new and starting'));
      return { answer: startedFirst(rollout), content: [h('ol', { class: 'play-steps' }, steps), key] };
    },
  });
}

function fargateSizes(): HTMLElement {
  const select = h(
    'select',
    { id: 'sizes-cpu' },
    CPU_UNITS.map((units) => h('option', { value: units, selected: units === 512 }, `${units} (${units / 1024} vCPU)`)),
  );
  return play({
    id: 'sizes',
    title: t('Try it: the sizes of Fargate'),
    fields: [h('label', { class: 'play-field' }, h('span', {}, 'cpu'), select)],
    question: t('How many GB of memory does Fargate offer with it at most?'),
    most: 1000,
    reveal: () => {
      const sizes = sizesWith(Number(select.value));
      const rows = sizes.map(({ memoryMiB, monthly }) =>
        h('tr', {}, h('td', {}, String(memoryMiB)), h('td', {}, `$${monthly.toFixed(2)}`)),
      );
      const head = h('tr', {}, h('th', { scope: 'col' }, 'memory'), h('th', { scope: 'col' }, t('A month')));
      const table = h(
        'div',
        { class: 'table', tabindex: '0', role: 'region', 'aria-label': t('Sizes') },
        h('table', {}, h('thead', {}, head), h('tbody', {}, rows)),
      );
      const note = t('On demand in {0}, Linux on X86_64, one task that runs all month.', PRICED_REGION);
      return { answer: sizes.at(-1)!.memoryMiB / 1024, content: [table, h('p', { class: 'note' }, note)] };
    },
  });
}
