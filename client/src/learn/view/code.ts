import type { ViewCourse } from '../messages.ts';
import { changedCode } from './changed-code.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './words.ts';

type Example = ViewCourse['sections'][number]['examples'][number];

/** Code with more lines scrolls in its own box until it is expanded. */
const LINES = 24;

/** An example with the engine's findings, and a button to try it out. */
export function exampleFigure(example: Example, id: string, tryIt: () => void): HTMLElement {
  const lines = example.html.split('\n').length;
  const isLong = lines > LINES && !example.changes;
  const attributes = { tabindex: '0', role: 'region', 'aria-label': t('Code: {0}', example.title) };
  const code = example.changes
    ? changedCode(example.html, example.changes, attributes)
    : rendered('pre', `<code>${example.html}</code>`, { ...attributes, class: isLong ? 'code is-long' : 'code' });
  if (isLong) queueMicrotask(() => showFirstMark(code));
  return h(
    'figure',
    { class: 'example' },
    h('figcaption', {}, verdict(example), h('span', {}, example.title), h('span', { class: 'since' }, origin(example))),
    code,
    example.findings.length > 0 &&
      h(
        'ul',
        { class: 'findings' },
        example.findings.map((found) => finding(found, id)),
      ),
    h(
      'p',
      { class: 'actions' },
      h('button', { id: `${id}-try`, onclick: tryIt }, t('Try it')),
      copyButton(rendered('pre', example.html), `${id}-copy`),
      isLong && expandButton(code, `${id}-all`, lines),
    ),
  );
}

function origin({ file, changes }: Example): string {
  if (!changes) return file;
  return changes.since === ''
    ? t('{0}, changed from the one above', file)
    : t('{0}, changed since “{1}”', file, changes.since);
}

function finding({ severity, message, line, rule }: Example['findings'][number], id: string): HTMLElement {
  return h(
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
  );
}

function verdict({ findings, file, rejectedByCli }: Example): HTMLElement | false {
  if (file === 'policy.json') return false;
  if (rejectedByCli) return h('span', { class: 'verdict' }, icon('cross', 'is-bad'), t('Refused by the AWS CLI'));
  if (findings.length === 0) return h('span', { class: 'verdict' }, icon('check', 'is-good'), t('No problems'));
  const error = findings.some(({ severity }) => severity === 'error');
  return error
    ? h('span', { class: 'verdict' }, icon('cross', 'is-bad'), t('Refused by ECS'))
    : h('span', { class: 'verdict' }, icon('warning', 'is-warning'), t('Accepted, but risky'));
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
