import type { TimeQuestion } from '../../../../../server/src/course/course.ts';
import { type Answer, isRight, nearMiss } from '../../../../../server/src/course/form.ts';
import { byId, type Child, h } from '../dom.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';
import { rightAnswer, wrongAnswer } from './solution.ts';

/** A slider over the time line. */
export function timeFields({ form, chosen, choose, prefix }: Asked<TimeQuestion>): Child {
  const value = typeof chosen === 'number' ? chosen : 0;
  const input = h('input', {
    type: 'range',
    id: `${prefix}moment`,
    min: 0,
    max: form.end,
    step: form.step,
    value,
    'aria-labelledby': `${prefix}legend`,
    'aria-valuetext': t('{0} seconds', value),
    oninput: () => {
      const now = Number(input.value);
      input.setAttribute('aria-valuetext', t('{0} seconds', now));
      const output = byId(`${prefix}moment-shown`);
      if (output) output.textContent = t('After {0} seconds', now);
      choose(now);
    },
  });
  return h(
    'div',
    { class: 'moment' },
    h(
      'p',
      { id: `${prefix}moment-shown`, class: 'moment-shown', 'aria-hidden': 'true' },
      t('After {0} seconds', value),
    ),
    input,
    h('p', { class: 'moment-ends', 'aria-hidden': 'true' }, h('span', {}, '0 s'), h('span', {}, `${form.end} s`)),
  );
}

/** The time line with its checks, the right moment and the one that was chosen. */
export function timeAnswer(form: TimeQuestion, answer: Answer): HTMLElement {
  const right = isRight(form, answer);
  return h(
    'div',
    {},
    timeLine(form, Number(answer)),
    h(
      'ol',
      { class: 'checks' },
      checksOf(form).map(({ at, sign }) => h('li', {}, t('{0} s', at), ': ', SAID[sign]!())),
    ),
    h(
      'ul',
      { class: 'answers' },
      !right && wrongAnswer(t('After {0} seconds', String(answer)), nearMiss(form, answer)?.why),
      rightAnswer(t('After {0} seconds', form.at), form.why, right),
    ),
  );
}

const SAID: Readonly<Record<string, () => string>> = {
  '+': () => t('the check passes'),
  '-': () => t('the check fails'),
  '~': () => t('the check fails and does not count'),
};

function checksOf({ checks }: TimeQuestion): { readonly at: number; readonly sign: string }[] {
  return checks.split(' ').map((check) => ({ at: Number.parseInt(check, 10), sign: check.slice(-1) }));
}

const SVG = 'http://www.w3.org/2000/svg';

/** Drawn for the eye; the list below it says the same. */
function timeLine(form: TimeQuestion, chosen: number): Element {
  const width = 600;
  const x = (seconds: number) => 12 + (seconds / Number(form.end)) * (width - 24);
  const shape = (name: string, attributes: Readonly<Record<string, string | number>>, text?: string) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const svg = shape('svg', { class: 'moment-line', viewBox: `0 0 ${width} 56`, 'aria-hidden': 'true' });
  svg.append(
    shape('line', { class: 'axis', x1: x(0), x2: x(Number(form.end)), y1: 28, y2: 28 }),
    ...checksOf(form).map(({ at, sign }) =>
      shape('circle', {
        class: `check is-${sign === '~' ? 'ignored' : sign === '+' ? 'passed' : 'failed'}`,
        cx: x(at),
        cy: 28,
        r: 6,
      }),
    ),
    shape('path', { class: 'is-right', d: `M${x(Number(form.at))} 38l6 12h-12z` }),
  );
  if (chosen !== Number(form.at)) svg.append(shape('path', { class: 'is-wrong', d: `M${x(chosen)} 18l6-12h-12z` }));
  return svg;
}
