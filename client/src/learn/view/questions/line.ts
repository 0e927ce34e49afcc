import type { LineQuestion } from '../../../../../server/src/course/course.ts';
import { type Answer, isRight, nearMiss } from '../../../../../server/src/course/form.ts';
import { type Child, h, rendered } from '../dom.ts';
import { t } from '../words.ts';
import type { Asked } from './asked.ts';
import { rightAnswer, wrongAnswer } from './solution.ts';

/** The code, each line a radio button: the arrow keys walk through it. */
export function lineFields({ chosen, choose, prefix }: Asked<LineQuestion>, lines: readonly string[]): Child {
  return h(
    'div',
    { class: 'code code-lines' },
    lines.map((html, i) =>
      h(
        'label',
        { class: 'line' },
        h('input', {
          type: 'radio',
          name: `${prefix}line`,
          id: `${prefix}line-${i + 1}`,
          value: i + 1,
          checked: chosen === i + 1,
          onchange: () => choose(i + 1),
        }),
        h('span', { class: 'line-number' }, h('span', { class: 'sr' }, t('Line'), ' '), String(i + 1)),
        rendered('code', html || ' '),
      ),
    ),
  );
}

/** The code with the right line marked, and why it is the one. */
export function lineAnswer(form: LineQuestion, answer: Answer, lines: readonly string[]): HTMLElement {
  const right = isRight(form, answer);
  // Without its colours: they are too faint on the background of an answer.
  const codeOf = (line: number) => [
    t('Line {0}', line),
    ': ',
    h('code', {}, (rendered('code', lines[line - 1] ?? '').textContent ?? '').trim()),
  ];
  const yours = right ? (answer as number) : form.lines[0]!;
  return h(
    'div',
    {},
    h(
      'div',
      { class: 'code code-lines' },
      lines.map((html, i) => {
        const isOne = form.lines.includes(i + 1);
        return h(
          'div',
          { class: `line ${isOne ? 'is-right' : answer === i + 1 ? 'is-wrong' : ''}` },
          h('span', { class: 'line-number' }, String(i + 1)),
          rendered('code', html || ' '),
        );
      }),
    ),
    h(
      'ul',
      { class: 'answers' },
      !right && wrongAnswer(codeOf(Number(answer)), nearMiss(form, answer)?.why),
      rightAnswer(codeOf(yours), form.why, right),
    ),
  );
}
