import type { Attempt, ViewCourse } from '../messages.ts';
import { exerciseAfter } from '../progress.ts';
import type { App } from './app.ts';
import { outcomeBox } from './deployment-parts.ts';
import { h, rendered } from './dom.ts';
import { icon } from './icons.ts';
import { Player } from './player.ts';
import { t } from './words.ts';

type Exercise = ViewCourse['exercises'][number];

/** The list of exercises. */
export function exercises(app: App): Node[] {
  return [
    h('h1', {}, t('Exercises')),
    h(
      'p',
      { class: 'lead' },
      t('Each is a deployment that failed. Read what AWS shows, change the files in an editor, and deploy again.'),
    ),
    ...[1, 2, 3].flatMap((level) => {
      const items = app.course.exercises.filter((exercise) => exercise.level === level);
      if (items.length === 0) return [];
      const id = `level-${level}`;
      return [
        h('h2', { id }, level === 1 ? t('One thing is wrong') : level === 2 ? t('Look again') : t('Several steps')),
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
    h(
      'div',
      { class: 'row-note' },
      h(
        'span',
        {},
        solved ? (app.isHelped(id) ? t('Solved with help') : t('Solved')) : state === 'closed' ? '' : t('Open'),
      ),
    ),
  );
}

/** One exercise: its story, what AWS shows, what came of the last deployment, and help. */
export function exercise(app: App, shown: Exercise): Node[] {
  const attempt = app.attempt(shown.id);
  const section = app.section(shown.section);
  const { id } = shown;
  const isOpen = attempt.state !== 'closed';
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
        app.isSolved(id) ? ` · ${app.isHelped(id) ? t('solved with help') : t('solved')}` : '',
      ),
      h('h1', {}, shown.title),
    ),
    rendered('div', shown.story, { class: 'story' }),
    symptoms(shown),
    h(
      'p',
      { class: 'actions' },
      h(
        'button',
        {
          id: 'open',
          class: isOpen ? '' : 'primary',
          onclick: () => app.send({ type: 'openExercise', exercise: id }),
        },
        isOpen
          ? shown.files.length === 1
            ? t('Go to the file')
            : t('Go to the files')
          : shown.files.length === 1
            ? t('Open the file')
            : t('Open the {0} files', shown.files.length),
      ),
      isOpen &&
        h(
          'button',
          { id: 'deploy', class: 'primary', onclick: () => app.send({ type: 'deployExercise', exercise: id }) },
          t('Deploy'),
        ),
      isOpen &&
        h(
          'button',
          { id: 'reset', onclick: () => app.send({ type: 'resetExercise', exercise: id }) },
          t('Start again'),
        ),
      isOpen &&
        h(
          'button',
          {
            id: 'findings-switch',
            'aria-pressed': String(attempt.shown),
            onclick: () => app.send({ type: 'showFindings', exercise: id, shown: !attempt.shown }),
          },
          t('Show what Taskdef finds'),
        ),
    ),
    isOpen &&
      h(
        'p',
        { class: 'note' },
        attempt.shown
          ? t('The editor marks what Taskdef finds. The exercise will count as solved with help.')
          : t('The editor marks nothing in this exercise, so that you find the cause yourself.'),
      ),
    status(app, attempt),
    ...deployment(shown, attempt),
    ...(attempt.state === 'solved' && !attempt.edited ? solvedPart(app, shown) : []),
    hints(app, shown),
    section &&
      h(
        'p',
        { class: 'note' },
        t('Section: '),
        h(
          'a',
          { href: `#section/${section.id}`, 'data-go': 'section', 'data-id': section.id, id: 'section' },
          section.title,
        ),
      ),
  ].filter((node) => node !== undefined && node !== false);
}

/** What AWS shows of the deployment that went wrong. */
function symptoms({
  symptoms: { stopCode, stoppedReason, deployment, containers, events, logs },
}: Exercise): HTMLElement {
  const facts: [name: string, value: string][] = [];
  if (stopCode) facts.push(['stopCode', stopCode]);
  if (stoppedReason) facts.push(['stoppedReason', stoppedReason]);
  for (const [name, value] of Object.entries(deployment ?? {})) facts.push([name, String(value)]);
  for (const { name, exitCode, reason } of containers)
    facts.push([name, [exitCode !== undefined && `exitCode ${exitCode}`, reason].filter(Boolean).join(', ')]);
  return h(
    'section',
    { class: 'symptoms', 'aria-labelledby': 'symptoms' },
    h('h2', { id: 'symptoms' }, t('What AWS shows')),
    facts.length > 0 &&
      h(
        'dl',
        { lang: 'en' },
        facts.map(([name, value]) => [h('dt', {}, h('code', {}, name)), h('dd', {}, value)]),
      ),
    events.length > 0 && [
      h('h3', {}, t('Events')),
      h(
        'ul',
        { lang: 'en', class: 'lines' },
        events.map((event) => h('li', {}, event)),
      ),
    ],
    logs.length > 0 && [
      h('h3', {}, t('Logs')),
      h(
        'ul',
        { lang: 'en', class: 'lines' },
        logs.map(({ container, text }) => h('li', {}, `${container}: ${text}`)),
      ),
    ],
  );
}

/** What came of the last attempt. */
function status(app: App, { state, problems, comments, edited }: Attempt): HTMLElement | undefined {
  const line = (name: 'cross' | 'warning' | 'check' | 'info' | 'clock', look: string, text: string) =>
    h('li', {}, icon(name, look), h('span', {}, text));
  const items = {
    closed: [],
    open: [line('info', 'is-quiet', t('Correct what is wrong, and deploy.'))],
    deploying: [line('clock', 'is-quiet', t('Deploying.'))],
    solved: [
      line('check', 'is-good', t('Solved. The deployment goes as the story requires.')),
      ...comments.map((text) => line('info', 'is-warning', text)),
    ],
    unavailable: [
      line('warning', 'is-warning', t('The deployment needs the language server, which does not respond.')),
    ],
    failed: problems.map((text) => line('cross', 'is-bad', text)),
  }[state];
  if (items.length === 0) return undefined;
  return h(
    'section',
    { class: `status is-${state}`, 'aria-labelledby': 'status-title' },
    h('h2', { id: 'status-title' }, state === 'failed' ? t('Not solved yet') : t('State')),
    edited &&
      (state === 'failed' || state === 'solved') &&
      h('p', { class: 'note' }, t('From the last deployment; the files have been changed since.')),
    h('ul', { class: 'findings', id: 'findings' }, items),
    state === 'unavailable' &&
      h(
        'p',
        { class: 'actions' },
        h('button', { id: 'restart', onclick: () => app.send({ type: 'restartServer' }) }, t('Restart it')),
      ),
  );
}

/** The player of the exercise that is shown; it stays while the page is drawn again. */
let player: { readonly exercise: string; readonly player: Player; simulation: object | undefined } | undefined;

/** The last deployment, to step through. */
function deployment({ id }: Exercise, { simulation }: Attempt): Node[] {
  if (!simulation) return [];
  if (player?.exercise !== id) {
    player?.player.pause();
    player = { exercise: id, player: new Player(0, () => {}), simulation: undefined };
  }
  const shown = player;
  if (shown.simulation !== simulation) {
    shown.simulation = simulation;
    shown.player.show(simulation);
  }
  return [
    h(
      'section',
      { class: 'deployment', 'aria-labelledby': 'deployment' },
      h('h2', { id: 'deployment' }, t('The deployment')),
      outcomeBox(simulation.outcome),
      shown.player.steps,
      h('h3', {}, t('Timeline')),
      shown.player.timeline,
    ),
  ];
}

function solvedPart(app: App, shown: Exercise): Node[] {
  const next = exerciseAfter(app.course.exercises, shown.id, (id) => app.isSolved(id));
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
  const titles = [t('What to look at'), t('The cause'), t('The solution')];
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
