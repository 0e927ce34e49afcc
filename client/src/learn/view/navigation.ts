import type { Route } from '../routes.ts';
import type { App } from './app.ts';
import { h } from './dom.ts';
import { t } from './words.ts';

/** The navigation between the parts of the course, at the top of every screen. */
export function navigation(app: App): HTMLElement {
  const { screen } = app.route;
  const due = app.questionsFor('due').length;
  const item = (route: Route, text: string, here: boolean, note = '') =>
    h(
      'a',
      {
        href: `#${route.screen}`,
        id: `nav-${route.screen}`,
        'aria-current': here ? 'page' : undefined,
        onclick: (event) => {
          event.preventDefault();
          // A quiz that is over makes room for the next one.
          if (route.screen === 'quiz' && here && app.quiz && app.quiz.at >= app.quiz.questions.length)
            app.setQuiz(undefined);
          app.go(route);
        },
      },
      text,
      note !== '' && h('span', { class: 'badge' }, note),
    );
  return h(
    'nav',
    { 'aria-label': t('Course') },
    item({ screen: 'contents' }, t('Lesson'), screen === 'contents' || screen === 'section'),
    item({ screen: 'quiz' }, t('Quiz'), screen === 'quiz', due > 0 ? t('{0} due', due) : ''),
    item({ screen: 'exercises' }, t('Exercises'), screen === 'exercises' || screen === 'exercise'),
    item({ screen: 'words' }, t('Concepts'), screen === 'words'),
  );
}
