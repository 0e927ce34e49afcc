import type { Attempt, ViewCourse } from '../messages.ts';
import type { App } from './app.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './words.ts';

type Exercise = ViewCourse['exercises'][number];

/** The list of exercises. */
export function exercises(app: App): Node[] {
  return [
    h('h1', {}, t('Exercises')),
    h(
      'p',
      { class: 'lead' },
      t('Each is a task definition that went wrong. Repair it in an editor; Taskdef checks it while you type.'),
    ),
    ...[1, 2, 3].flatMap((level) => {
      const items = app.course.exercises.filter((exercise) => exercise.level === level);
      if (items.length === 0) return [];
      const id = `level-${level}`;
      return [
        h('h2', { id }, level === 1 ? t('One thing is wrong') : level === 2 ? t('Look twice') : t('Several steps')),
        h(
          'ul',
          { class: 'rows', 'aria-labelledby': id },
          items.map((item) => row(app, item)),
        ),
      ];
    }),
  ];
}

function row(app: App, { id, title, section }: Exercise): HTMLElement {
  const solved = app.isSolved(id);
  const { state } = app.attempt(id);
  return h(
    'li',
    { class: solved ? 'row is-done' : 'row' },
    h('span', { class: 'row-mark' }, icon(solved ? 'check' : 'circle', solved ? 'is-good' : 'is-quiet')),
    h(
      'div',
      { class: 'row-text' },
      h(
        'a',
        {
          href: `#exercise/${id}`,
          id: `exercise-${id}`,
          onclick: (event) => {
            event.preventDefault();
            app.go({ screen: 'exercise', id });
          },
        },
        title,
      ),
      h('p', {}, app.section(section)?.title),
    ),
    h('div', { class: 'row-note' }, h('span', {}, solved ? t('Solved') : state === 'closed' ? '' : t('Open'))),
  );
}

/** One exercise: its story, its state, and help. */
export function exercise(app: App, shown: Exercise): Node[] {
  const attempt = app.attempt(shown.id);
  const section = app.section(shown.section);
  return [
    h(
      'header',
      {},
      h(
        'p',
        { class: 'kicker' },
        t('Exercise'),
        ' · ',
        t('level {0}', shown.level),
        app.isSolved(shown.id) ? ` · ${t('solved')}` : '',
      ),
      h('h1', {}, shown.title),
    ),
    rendered('div', shown.story, { class: 'story' }),
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        {
          id: 'open',
          class: attempt.state === 'solved' ? '' : 'primary',
          onclick: () => app.send({ type: 'openExercise', exercise: shown.id }),
        },
        attempt.state === 'closed' ? t('Open the broken file') : t('Go to the file'),
      ),
      attempt.state !== 'closed' &&
        h(
          'button',
          { id: 'reset', onclick: () => app.send({ type: 'resetExercise', exercise: shown.id }) },
          t('Start again'),
        ),
    ),
    status(app, attempt),
    ...(attempt.state === 'solved' ? solvedPart(app, shown) : []),
    hints(app, shown),
    section &&
      h(
        'p',
        { class: 'note' },
        t('This belongs to '),
        h(
          'a',
          { href: `#section/${section.id}`, 'data-go': 'section', 'data-id': section.id, id: 'section' },
          section.title,
        ),
        '.',
      ),
  ].filter((node) => node !== undefined);
}

function status(app: App, { state, left, added, broken }: Attempt): HTMLElement {
  const line = (name: 'cross' | 'warning' | 'check' | 'info' | 'clock', look: string, text: string) =>
    h('li', {}, icon(name, look), h('span', {}, text));
  const items = {
    closed: [line('info', 'is-quiet', t('The file is not open yet.'))],
    checking: [line('clock', 'is-quiet', t('Checking.'))],
    solved: [line('check', 'is-good', t('Solved. The findings are gone, and the file still does its job.'))],
    unavailable: [line('warning', 'is-warning', t('The check needs the language server, and it does not answer.'))],
    left: [
      ...left.map((text) => line('cross', 'is-bad', text)),
      ...added.map((text) => line('warning', 'is-warning', t('New: {0}', text))),
      ...broken.map((text) => line('warning', 'is-warning', text)),
    ],
  }[state];
  return h(
    'section',
    { class: `status is-${state}`, 'aria-labelledby': 'status-title' },
    h('h2', { id: 'status-title' }, state === 'left' ? t('Still to do') : t('State')),
    h('ul', { class: 'findings', id: 'findings' }, items),
    state === 'unavailable' &&
      h(
        'p',
        { class: 'actions' },
        h('button', { id: 'restart', onclick: () => app.send({ type: 'restartServer' }) }, t('Restart it')),
      ),
  );
}

function solvedPart(app: App, shown: Exercise): Node[] {
  const next = app.course.exercises.find(({ id }) => id !== shown.id && !app.isSolved(id));
  return [
    h('h2', {}, t('What you learned')),
    rendered('div', shown.explanation),
    h(
      'p',
      { class: 'actions' },
      next &&
        h(
          'button',
          { id: 'next', class: 'primary', onclick: () => app.go({ screen: 'exercise', id: next.id }) },
          t('Next: {0}', next.title),
        ),
      solutionButton(app, shown, 'compare', t('Compare with our solution')),
    ),
  ];
}

function hints(app: App, shown: Exercise): HTMLElement {
  const seen = Math.min(app.progress.hints[shown.id]?.count ?? 0, shown.hints.length);
  const titles = [t('What to look at'), t('What the rule says'), t('The fix')];
  const more = seen < shown.hints.length;
  return h(
    'section',
    { 'aria-labelledby': 'hints' },
    h('h2', { id: 'hints' }, t('Hints')),
    h(
      'ol',
      { class: 'hints' },
      shown.hints.slice(0, seen).map((hint, i) => h('li', {}, h('strong', {}, titles[i]), rendered('p', hint))),
    ),
    h(
      'p',
      { class: 'actions' },
      more &&
        h(
          'button',
          { id: 'hint', onclick: () => app.send({ type: 'hint', exercise: shown.id, hints: seen + 1 }) },
          seen === 0 ? t('Give me a hint') : t('Another hint'),
        ),
      solutionButton(app, shown, 'solution', t('Show the solution')),
    ),
  );
}

function solutionButton(app: App, { id: exercise }: Exercise, id: string, text: string): HTMLElement {
  return h('button', { id, onclick: () => app.send({ type: 'showSolution', exercise }) }, text);
}
