import type { Course, Example, Exercise, Section } from '../../../server/src/course/course.ts';
import type { Explored } from '../../../server/src/course/explored.ts';
import type { Answer } from '../../../server/src/course/form.ts';
import type { Simulation } from '../../../server/src/simulator/simulation.ts';
import { type Progress, VERSION } from './progress.ts';
import type { QuizKind } from './quiz.ts';
import { isId, type Route, toRoute } from './routes.ts';

/** What the view asks of the extension. Contains only ids, never texts; the extension looks up what they stand for. */
export type ToExtension =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly section: string; readonly read: boolean }
  | {
      readonly type: 'answer';
      readonly question: string;
      /** How often it was answered before, which decides its form. */
      readonly time: number;
      readonly answer: Answer;
      readonly guessed: boolean;
    }
  | { readonly type: 'tryExample'; readonly section: string; readonly example: number }
  | { readonly type: 'openExercise'; readonly exercise: string }
  | { readonly type: 'resetExercise'; readonly exercise: string }
  | { readonly type: 'deployExercise'; readonly exercise: string }
  | { readonly type: 'showFindings'; readonly exercise: string; readonly shown: boolean }
  | { readonly type: 'showSolution'; readonly exercise: string }
  | { readonly type: 'hint'; readonly exercise: string; readonly hints: number }
  | { readonly type: 'reveal'; readonly rule: string }
  | { readonly type: 'restartServer' }
  /** Asks what the pictures can take from the file that the user is looking at. */
  | { readonly type: 'explore' }
  /** State that the page wants back later. The page writes it, and the extension only stores it. */
  | { readonly type: 'keep'; readonly kept: string };

/** What the extension tells the view. */
export type ToView =
  | { readonly type: 'boot'; readonly boot: Boot }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'go'; readonly route: Route }
  | { readonly type: 'quiz'; readonly kind: QuizKind; readonly section?: string | undefined }
  | { readonly type: 'file'; readonly file: FileState | null }
  | { readonly type: 'attempt'; readonly exercise: string; readonly attempt: Attempt }
  | { readonly type: 'explored'; readonly explored: Explored | null };

export type { Explored };

/** The task definition that the user is looking at, or last looked at. */
export interface FileState {
  readonly name: string;
  /** The lines, from 1, where it breaks each rule. */
  readonly rules: Readonly<Record<string, readonly number[]>>;
}

/** The state of an exercise. */
export interface Attempt {
  /**
   * `closed`: its files are not open; `open`: they have not been deployed yet; `deploying`: no answer yet; `failed`: the
   * last deployment did not solve it; `solved`; `unavailable`: the language server does not answer.
   */
  readonly state: 'closed' | 'open' | 'deploying' | 'failed' | 'solved' | 'unavailable';
  /** What was still wrong at the last deployment. */
  readonly problems: readonly string[];
  /** What would be better, though it is solved. */
  readonly comments: readonly string[];
  /** The last deployment; null if there was none, or nothing to deploy. */
  readonly simulation: Simulation | null;
  /** Whether the files have been changed since. */
  readonly edited: boolean;
  /** Whether the editor shows what Taskdef finds in the files. */
  readonly shown: boolean;
}

/** An exercise that nobody is working on. */
export const CLOSED: Attempt = {
  state: 'closed',
  problems: [],
  comments: [],
  simulation: null,
  edited: false,
  shown: false,
};

/** The part of the course that the view shows, without texts that are only opened in an editor. */
export interface ViewCourse extends Omit<Course, 'sections' | 'exercises'> {
  readonly sections: readonly (Omit<Section, 'examples'> & { readonly examples: readonly Omit<Example, 'text'>[] })[];
  readonly exercises: readonly (Omit<Exercise, 'files'> & { readonly files: readonly string[] })[];
}

/** Everything that the page needs to draw. Sent after the page has painted its frame. */
export interface Boot {
  readonly course: ViewCourse;
  readonly progress: Progress;
  /** True if a newer version wrote the progress, so this one does not save any. */
  readonly readOnly: boolean;
  readonly file: FileState | null;
  readonly attempts: Readonly<Record<string, Attempt>>;
  /** Where to begin; undefined to continue where the panel was. */
  readonly first: Route | { readonly quiz: QuizKind; readonly section?: string | undefined } | undefined;
  /** The state that the page last asked to keep. */
  readonly kept: string | undefined;
  /** Translations, by English text. */
  readonly words: Readonly<Record<string, string>>;
}

/** The longest state to keep. A quiz over everything takes about 15,000 characters. */
const MOST_KEPT = 60_000;

/** Validates a message from the view; undefined if it is not one. */
export function toExtensionMessage(value: unknown): ToExtension | undefined {
  if (!isObject(value)) return undefined;
  switch (value.type) {
    case 'ready':
    case 'restartServer':
    case 'explore':
      return { type: value.type };
    case 'read':
      return isId(value.section) && typeof value.read === 'boolean'
        ? { type: 'read', section: value.section, read: value.read }
        : undefined;
    case 'answer':
      return isId(value.question) && isPlace(value.time) && isAnswer(value.answer) && typeof value.guessed === 'boolean'
        ? {
            type: 'answer',
            question: value.question,
            time: value.time,
            answer: value.answer,
            guessed: value.guessed,
          }
        : undefined;
    case 'tryExample':
      return isId(value.section) && isPlace(value.example)
        ? { type: 'tryExample', section: value.section, example: value.example }
        : undefined;
    case 'openExercise':
    case 'resetExercise':
    case 'deployExercise':
    case 'showSolution':
      return isId(value.exercise) ? { type: value.type, exercise: value.exercise } : undefined;
    case 'showFindings':
      return isId(value.exercise) && typeof value.shown === 'boolean'
        ? { type: 'showFindings', exercise: value.exercise, shown: value.shown }
        : undefined;
    case 'hint':
      return isId(value.exercise) && isPlace(value.hints)
        ? { type: 'hint', exercise: value.exercise, hints: value.hints }
        : undefined;
    case 'keep':
      return typeof value.kept === 'string' && value.kept.length <= MOST_KEPT
        ? { type: 'keep', kept: value.kept }
        : undefined;
    case 'reveal':
      return isId(value.rule) ? { type: 'reveal', rule: value.rule } : undefined;
    default:
      return undefined;
  }
}

/** Validates a message from the extension; undefined if it is not one. */
export function toViewMessage(value: unknown): ToView | undefined {
  if (!isObject(value)) return undefined;
  switch (value.type) {
    case 'boot':
      return isBoot(value.boot) ? { type: 'boot', boot: value.boot } : undefined;
    case 'progress':
      return isObject(value.progress) && value.progress.version === VERSION
        ? { type: 'progress', progress: value.progress as unknown as Progress }
        : undefined;
    case 'go': {
      const route = toRoute(value.route);
      return route && { type: 'go', route };
    }
    case 'quiz':
      return isQuizKind(value.kind) && (value.section === undefined || isId(value.section))
        ? { type: 'quiz', kind: value.kind, section: value.section }
        : undefined;
    case 'file':
      return value.file === null || isFileState(value.file) ? { type: 'file', file: value.file } : undefined;
    case 'attempt':
      return isId(value.exercise) && isAttempt(value.attempt)
        ? { type: 'attempt', exercise: value.exercise, attempt: value.attempt }
        : undefined;
    case 'explored':
      return value.explored === null || isExplored(value.explored)
        ? { type: 'explored', explored: value.explored }
        : undefined;
    default:
      return undefined;
  }
}

/** Whether a value is a kind of quiz. */
function isQuizKind(value: unknown): value is QuizKind {
  return ['section', 'all', 'check', 'missed', 'due'].includes(value as string);
}

/** The course is the extension's own file, so its texts are not checked one by one. */
function isBoot(value: unknown): value is Boot {
  if (!isObject(value) || !isObject(value.course) || !isObject(value.progress)) return false;
  const { sections, questions, exercises } = value.course;
  return (
    [sections, questions, exercises].every(Array.isArray) &&
    value.progress.version === VERSION &&
    typeof value.readOnly === 'boolean' &&
    (value.file === null || isFileState(value.file)) &&
    isObject(value.attempts) &&
    Object.values(value.attempts).every(isAttempt) &&
    (value.first === undefined || isObject(value.first)) &&
    (value.kept === undefined || typeof value.kept === 'string') &&
    isObject(value.words) &&
    isTexts(Object.values(value.words))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1000;
}

/** Whether a value is an answer to any kind of question. */
export function isAnswer(value: unknown): value is Answer {
  if (typeof value === 'string') return value.length <= 200;
  return isPlace(value) || (Array.isArray(value) && value.length <= 20 && value.every(isPlace));
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isFileState(value: unknown): value is FileState {
  return (
    isObject(value) &&
    typeof value.name === 'string' &&
    isObject(value.rules) &&
    Object.values(value.rules).every((lines) => Array.isArray(lines) && lines.every((line) => Number.isInteger(line)))
  );
}

/** The values in it are the server's own, and are checked where they are used. */
function isExplored(value: unknown): value is Explored {
  return isObject(value) && [value.healthChecks, value.ports, value.roles].every(Array.isArray);
}

function isAttempt(value: unknown): value is Attempt {
  return (
    isObject(value) &&
    ['closed', 'open', 'deploying', 'failed', 'solved', 'unavailable'].includes(value.state as string) &&
    isTexts(value.problems) &&
    isTexts(value.comments) &&
    (value.simulation === null || isObject(value.simulation)) &&
    typeof value.edited === 'boolean' &&
    typeof value.shown === 'boolean'
  );
}
