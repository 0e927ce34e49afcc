import type { ViewCourse } from '../messages.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './words.ts';

type Example = ViewCourse['sections'][number]['examples'][number];

/** Code with more lines scrolls in its own box until it is expanded. */
const LINES = 24;

/** An example with the engine's findings, and a button to try it out. */
export function exampleFigure(example: Example, id: string, tryIt: () => void): HTMLElement {
  const lines = example.html.split('\n').length;
  const pre = rendered('pre', `<code>${example.html}</code>`, {
    class: lines > LINES ? 'code is-long' : 'code',
    tabindex: '0',
    role: 'region',
    'aria-label': t('Code: {0}', example.title),
  });
  if (lines > LINES) queueMicrotask(() => showFirstMark(pre));
  return h(
    'figure',
    { class: 'example' },
    h('figcaption', {}, verdict(example), h('span', {}, example.title)),
    pre,
    example.findings.length > 0 &&
      h(
        'ul',
        { class: 'findings' },
        example.findings.map(({ severity, message, line, rule }) =>
          h(
            'li',
            {},
            icon(severity === 'error' ? 'cross' : 'warning', severity === 'error' ? 'is-bad' : 'is-warning'),
            h(
              'span',
              {},
              h('span', { class: 'sr' }, severity === 'error' ? t('Error: ') : t('Warning: ')),
              t('Line {0}', line),
              ': ',
              h('span', { lang: 'en' }, message),
              ' ',
              h('a', { href: `#rule/${rule}`, 'data-go': 'rule', 'data-id': rule, id: `${id}-${rule}` }, t('Why')),
            ),
          ),
        ),
      ),
    h(
      'p',
      { class: 'actions' },
      h('button', { id: `${id}-try`, onclick: tryIt }, t('Try it')),
      copyButton(pre, `${id}-copy`),
      lines > LINES && expandButton(pre, `${id}-all`, lines),
    ),
  );
}

function verdict({ findings }: Example): HTMLElement {
  if (findings.length === 0) return h('span', { class: 'verdict' }, icon('check', 'is-good'), t('No problems'));
  const error = findings.some(({ severity }) => severity === 'error');
  return error
    ? h('span', { class: 'verdict' }, icon('cross', 'is-bad'), t('Refused by ECS'))
    : h('span', { class: 'verdict' }, icon('warning', 'is-warning'), t('Accepted, but fails later'));
}

/** A button that copies code and briefly says so. */
function copyButton(pre: HTMLElement, id: string): HTMLElement {
  const text = t('Copy');
  const button = h(
    'button',
    {
      id,
      onclick: async () => {
        try {
          await navigator.clipboard.writeText(pre.textContent ?? '');
          button.textContent = t('Copied');
        } catch {
          button.textContent = t('Could not copy');
        }
        setTimeout(() => {
          button.textContent = text;
        }, 1500);
      },
    },
    text,
  );
  button.setAttribute('aria-live', 'polite');
  return button;
}

function expandButton(pre: HTMLElement, id: string, lines: number): HTMLElement {
  const button = h(
    'button',
    {
      id,
      'aria-expanded': 'false',
      onclick: () => {
        const open = pre.classList.toggle('is-open');
        button.setAttribute('aria-expanded', String(open));
        button.textContent = open ? t('Show less') : t('Show all {0} lines', lines);
      },
    },
    t('Show all {0} lines', lines),
  );
  return button;
}

/** Scrolls long code to its first mistake. */
function showFirstMark(pre: HTMLElement): void {
  const mark = pre.querySelector<HTMLElement>('mark');
  if (mark) pre.scrollTop = Math.max(0, mark.offsetTop - pre.clientHeight / 2);
}
