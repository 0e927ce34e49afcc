/// <reference lib="dom" />
import { type Boot, toViewMessage } from '../messages.ts';
import { App, type Kept } from './app.ts';
import { openCard } from './card.ts';
import { contents } from './contents.ts';
import { announce, byId, h } from './dom.ts';
import { exercise, exercises } from './exercises.ts';
import { navigation } from './navigation.ts';
import { nameFile } from './play/play.ts';
import { quizKeys, quizScreen } from './quiz-screen.ts';
import { rulesPart, section } from './section.ts';
import { wordList } from './word-list.ts';
import { setWords, t } from './words.ts';

const host = acquireVsCodeApi<Kept>();
const root = byId('app')!;
let app: App | undefined;

/** Shows the current screen. */
function draw(app: App, how: 'new' | 'same'): void {
  const { route } = app;
  const focus = document.activeElement?.id ?? '';
  const scroll = window.scrollY;
  const main = h('main', { id: 'main' }, screen(app));
  root.replaceChildren(navigation(app), main);
  document.title = main.querySelector('h1')?.textContent ?? t('Learn Amazon ECS');
  document.body.dataset.screen = route.screen;
  if (how === 'same') {
    window.scrollTo(0, scroll);
    byId(focus)?.focus({ preventScroll: true });
  } else {
    window.scrollTo(0, 0);
    heading()?.focus({ preventScroll: true });
  }
}

function screen(app: App): Node[] {
  const { route } = app;
  switch (route.screen) {
    case 'contents':
      return contents(app);
    case 'section':
      return section(app, app.section(route.id)!);
    case 'quiz':
      return quizScreen(app);
    case 'exercises':
      return exercises(app);
    case 'exercise':
      return exercise(app, app.exercise(route.id)!);
    case 'words':
      return wordList(app);
  }
}

function heading(): HTMLElement | null {
  const found = root.querySelector('h1');
  // Focusable, so that screen readers start reading here, but not a stop for the Tab key.
  found?.setAttribute('tabindex', '-1');
  return found;
}

window.addEventListener('message', ({ data }) => {
  const message = toViewMessage(data);
  if (message?.type === 'boot') return begin(message.boot);
  // Before the course arrives, updates can be ignored: the course already contains them.
  if (!app) return;
  switch (message?.type) {
    case 'go':
      app.go(message.route);
      break;
    case 'quiz':
      app.beginQuiz(message.kind, message.section);
      break;
    case 'progress':
      if (JSON.stringify(message.progress) === JSON.stringify(app.progress)) break;
      app.progress = message.progress;
      app.redraw();
      break;
    case 'file':
      app.file = message.file;
      if (app.route.screen === 'section') byId('rules-part')?.replaceWith(rulesPart(app, app.section(app.route.id)!));
      nameFile(app, document);
      break;
    case 'explored':
      app.asking?.(message.explored);
      app.asking = undefined;
      break;
    case 'attempt':
      app.attempts[message.exercise] = message.attempt;
      if (app.route.screen === 'exercise' || app.route.screen === 'exercises') app.redraw();
      if (
        app.route.screen === 'exercise' &&
        app.route.id === message.exercise &&
        !['deploying', 'closed'].includes(message.attempt.state)
      )
        announce([...document.querySelectorAll('#findings li')].map((item) => item.textContent).join(' '));
      break;
  }
});

/** Reacts to what the reader does. */
function listen(app: App): void {
  // Links within the course: to a section, a concept or a rule.
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.<HTMLElement>('a[data-go]');
    if (!link) return;
    event.preventDefault();
    const { go, id = '' } = link.dataset;
    if (go === 'section') app.go({ screen: 'section', id });
    else if (go === 'concept' || go === 'rule') openCard(app, go, id, link);
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    if (app.route.screen === 'quiz') quizKeys(event);
  });

  let saving: ReturnType<typeof setTimeout> | undefined;
  function saveSoon(): void {
    clearTimeout(saving);
    saving = setTimeout(() => app.keep(), 100);
  }
  window.addEventListener('scroll', () => {
    app.scroll = window.scrollY;
    saveSoon();
  });
  document.addEventListener('focusin', ({ target }) => {
    app.focus = (target as Element).id;
    saveSoon();
  });
}

/** Draws for the first time, where the reader left off. */
function begin(boot: Boot): void {
  setWords(boot.words);
  app = new App(boot, host, (how) => draw(app!, how));
  listen(app);
  const { scroll, focus } = app;
  draw(app, 'new');
  if (scroll > 0) window.scrollTo(0, scroll);
  if (focus) byId(focus)?.focus({ preventScroll: true });
  app.scroll = scroll;
  app.keep();
}

// The course is half a megabyte, so let the page paint its frame first. A hidden page never paints, so do not wait.
if (document.hidden) host.postMessage({ type: 'ready' });
else requestAnimationFrame(() => setTimeout(() => host.postMessage({ type: 'ready' })));
