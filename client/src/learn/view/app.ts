/// <reference types="vscode-webview" />

import type { WebviewApi } from 'vscode-webview';
import type { Question } from '../../../../server/src/course/course.ts';
import type { Answer } from '../../../../server/src/course/form.ts';
import { dueExercises, dueQuestions } from '../due.ts';
import {
  type Attempt,
  type Boot,
  CLOSED,
  type Explored,
  type FileState,
  isAnswer,
  type ToExtension,
  type ViewCourse,
} from '../messages.ts';
import { missedQuestions, type Progress } from '../progress.ts';
import { easyFirst, type Quiz, type QuizKind, startQuiz } from '../quiz.ts';
import { type Route, toRoute } from '../routes.ts';
import { announce } from './dom.ts';

/** What survives hiding the page and closing the window. */
export interface Kept {
  readonly at: number;
  readonly route: Route;
  readonly scroll: number;
  /** The id of the element that had the focus. */
  readonly focus: string;
  readonly quiz: Quiz | undefined;
  /** What is chosen but not yet submitted. */
  readonly chosen: Answer | undefined;
  readonly guessed?: boolean | undefined;
}

type Section = ViewCourse['sections'][number];
type Exercise = ViewCourse['exercises'][number];

/** Everything that the screens draw from, and what they can do. main.ts does the drawing. */
export class App {
  readonly course: ViewCourse;
  readonly readOnly: boolean;
  readonly questions: ReadonlyMap<string, Question>;
  progress: Progress;
  file: FileState | null;
  attempts: Record<string, Attempt>;
  route: Route = { screen: 'contents' };
  quiz: Quiz | undefined;
  chosen: Answer | undefined;
  /** Whether the reader says that the answer is a guess. */
  guessed = false;
  scroll = 0;
  focus = '';
  /** The questions within sections, by id: their form, and what is chosen. */
  readonly inline = new Map<string, { readonly time: number; chosen: Answer | undefined; readonly isDone: boolean }>();
  /** The picture to play with of each section that was shown, with what was set in it. */
  readonly plays = new Map<string, HTMLElement>();
  /** Receives what was asked of the user's file. */
  asking: ((explored: Explored | null) => void) | undefined;

  /** @param draw shows the current screen: as a new one with the focus on its heading, or updated in place */
  constructor(
    boot: Boot,
    private readonly host: WebviewApi<Kept>,
    private readonly draw: (how: 'new' | 'same') => void,
  ) {
    this.course = boot.course;
    this.readOnly = boot.readOnly;
    this.progress = boot.progress;
    this.file = boot.file;
    this.attempts = { ...boot.attempts };
    this.questions = new Map(boot.course.questions.map((question) => [question.id, question]));
    const kept = newer(this.host.getState(), parse(boot.kept));
    const route = toRoute(kept?.route);
    if (kept && route && this.exists(route)) {
      this.route = route;
      this.scroll = Number(kept.scroll) || 0;
      this.focus = String(kept.focus ?? '');
    }
    if (kept && this.isQuiz(kept.quiz)) {
      this.quiz = kept.quiz;
      this.chosen = isAnswer(kept.chosen) ? kept.chosen : undefined;
      this.guessed = kept.guessed === true;
    }
    if (boot.first) {
      if ('quiz' in boot.first) this.beginQuiz(boot.first.quiz, boot.first.section, false);
      else if (this.exists(boot.first)) {
        this.route = boot.first;
        this.scroll = 0;
        this.focus = '';
      }
    }
  }

  send(message: ToExtension): void {
    this.host.postMessage(message);
  }

  /** Goes to another screen. */
  go(route: Route): void {
    if (!this.exists(route)) return;
    this.route = route;
    this.scroll = 0;
    this.focus = '';
    // What was said of the screen before is not part of this one.
    announce('');
    this.draw('new');
    this.keep();
  }

  /** Draws the current screen again with the latest state. */
  redraw(): void {
    this.draw('same');
  }

  /** Starts a quiz and shows its first question. */
  beginQuiz(kind: QuizKind, section?: string, show = true): void {
    const ids = this.questionsFor(kind, section);
    this.setQuiz(
      ids.length > 0
        ? easyFirst(startQuiz(kind, ids, Math.floor(Math.random() * 2 ** 31), section, this.times), this.questions)
        : undefined,
    );
    this.route = { screen: 'quiz' };
    if (show) this.go({ screen: 'quiz' });
  }

  setQuiz(quiz: Quiz | undefined): void {
    this.quiz = quiz;
    this.chosen = undefined;
    this.guessed = false;
    this.keep();
  }

  /** The exercises to solve once more. */
  get dueExercises(): Exercise[] {
    return dueExercises(this.progress, Date.now()).flatMap((id) => this.exercise(id) ?? []);
  }

  /** How often each question was answered, which decides the form in which it comes next. */
  get times(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.progress.answers).map(([id, { tries }]) => [id, tries % 1000]));
  }

  /** The questions that a kind of quiz would ask. */
  questionsFor(kind: QuizKind, section?: string): string[] {
    const { questions } = this.course;
    switch (kind) {
      case 'section':
        return questions.filter((question) => question.section === section).map(({ id }) => id);
      case 'check':
        return questions.filter(({ knowledgeCheck }) => knowledgeCheck !== undefined).map(({ id }) => id);
      case 'missed':
        return missedQuestions(this.progress).filter((id) => this.questions.has(id));
      case 'due':
        return dueQuestions(this.progress, Date.now()).filter((id) => this.questions.has(id));
      case 'all':
        return questions.map(({ id }) => id);
    }
  }

  section(id: string): Section | undefined {
    return this.course.sections.find((section) => section.id === id);
  }

  exercise(id: string): Exercise | undefined {
    return this.course.exercises.find((exercise) => exercise.id === id);
  }

  attempt(exercise: string): Attempt {
    return this.attempts[exercise] ?? CLOSED;
  }

  isRead(section: string): boolean {
    return this.progress.sections[section]?.read === true;
  }

  isSolved(exercise: string): boolean {
    return this.progress.solved[exercise] !== undefined;
  }

  /** Whether an exercise was solved only after its findings or its solution had been looked at. */
  isHelped(exercise: string): boolean {
    return this.progress.solved[exercise]?.helped === true;
  }

  /** How many questions of a section were answered correctly at the last try, and how many there are. */
  known(section: string): { readonly right: number; readonly total: number } {
    const ids = this.questionsFor('section', section);
    return { right: ids.filter((id) => this.progress.answers[id]?.right).length, total: ids.length };
  }

  /** The first section that is still unread; undefined if there is none. */
  get unread(): Section | undefined {
    return this.course.sections.find(({ id }) => !this.isRead(id));
  }

  /** Saves what has to survive. */
  keep(): void {
    const { route, scroll, focus, quiz, chosen, guessed } = this;
    const kept: Kept = { at: Date.now(), route, scroll, focus, quiz, chosen, guessed };
    this.host.setState(kept);
    this.send({ type: 'keep', kept: JSON.stringify(kept) });
  }

  private exists(route: Route): boolean {
    if (route.screen === 'section') return this.section(route.id) !== undefined;
    if (route.screen === 'exercise') return this.exercise(route.id) !== undefined;
    return true;
  }

  /** Whether stored state is a quiz whose questions all still exist: an update may have changed the course. */
  private isQuiz(value: unknown): value is Quiz {
    const quiz = value as Partial<Quiz> | null | undefined;
    return (
      typeof quiz === 'object' &&
      quiz !== null &&
      typeof quiz.seed === 'number' &&
      typeof quiz.at === 'number' &&
      typeof quiz.answers === 'object' &&
      Array.isArray(quiz.questions) &&
      quiz.questions.every((id) => this.questions.has(id))
    );
  }
}

function parse(kept: string | undefined): Kept | undefined {
  try {
    return kept === undefined ? undefined : (JSON.parse(kept) as Kept);
  } catch {
    return undefined;
  }
}

/** The later of two states. The editor's copy and ours are written at different times. */
function newer(a: Kept | undefined, b: Kept | undefined): Kept | undefined {
  return (a?.at ?? 0) >= (b?.at ?? 0) ? (a ?? undefined) : b;
}
