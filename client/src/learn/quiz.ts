import type { Question } from '../../../server/src/course/course.ts';
import { type Answer, formOf, hash, isRight, type Pools } from '../../../server/src/course/form.ts';

/** The kinds of quiz, by the questions that they cover. */
export type QuizKind = 'section' | 'all' | 'check' | 'missed' | 'due';

/** A quiz in progress. Plain data, since it is stored with the panel's state. */
export interface Quiz {
  readonly kind: QuizKind;
  /** The section, if the quiz covers only one. */
  readonly section?: string | undefined;
  /** The seed of every shuffle, so that the order stays the same when the panel returns. */
  readonly seed: number;
  readonly questions: readonly string[];
  /** The index of the question that is shown; equal to the number of questions once the quiz is over. */
  readonly at: number;
  readonly answers: Readonly<Record<string, Answer>>;
  /** How often each question was answered before, which decides its form. Left out by versions without forms. */
  readonly times?: Readonly<Record<string, number>> | undefined;
}

/** Starts a quiz with these questions in shuffled order. */
export function startQuiz(
  kind: QuizKind,
  questions: readonly string[],
  seed: number,
  section?: string,
  times: Readonly<Record<string, number>> = {},
): Quiz {
  const asked = Object.fromEntries(questions.flatMap((id) => (times[id] ? [[id, times[id]]] : [])));
  return { kind, section, seed, questions: shuffle(questions, seed), at: 0, answers: {}, times: asked };
}

/** The form in which a quiz asks a question. */
export function formIn(quiz: Quiz, question: Question, pools: Pools): Question {
  return formOf(question, pools, quiz.times?.[question.id] ?? 0);
}

/** A quiz on one section begins with its easy questions; other quizzes stay mixed. */
export function easyFirst(quiz: Quiz, questions: ReadonlyMap<string, Question>): Quiz {
  if (quiz.kind !== 'section') return quiz;
  const level = (id: string) => questions.get(id)?.level ?? 0;
  return { ...quiz, questions: [...quiz.questions].sort((one, other) => level(one) - level(other)) };
}

/** The order in which to show a form's options or items, as indexes. Items are never in the right order at first. */
export function shownOrder(seed: number, form: Question): number[] {
  const many = form.kind === 'order' ? form.items.length : 'options' in form ? form.options.length : 0;
  const order = shuffle(
    Array.from({ length: many }, (_, i) => i),
    seed ^ hash(form.id),
  );
  return form.kind === 'order' && order.every((place, i) => place === i) ? order.reverse() : order;
}

/** Records the answer to the question that is shown. Only the first counts. */
export function answerQuiz(quiz: Quiz, question: string, answer: Answer): Quiz {
  if (quiz.answers[question] !== undefined) return quiz;
  return { ...quiz, answers: { ...quiz.answers, [question]: answer } };
}

/** Moves to the next unanswered question, or past the last one if there is none. */
export function nextQuestion(quiz: Quiz): Quiz {
  const next = quiz.questions.findIndex((id, i) => i > quiz.at && quiz.answers[id] === undefined);
  return { ...quiz, at: next < 0 ? quiz.questions.length : next };
}

/** Ends a quiz early. Unanswered questions do not count. */
export function endQuiz(quiz: Quiz): Quiz {
  const questions = quiz.questions.filter((id) => quiz.answers[id] !== undefined);
  return { ...quiz, questions, at: questions.length };
}

/** The result of a quiz. */
export interface Score {
  readonly right: number;
  readonly total: number;
  readonly missed: readonly string[];
  /** The sections of the missed questions, the worst first. */
  readonly again: readonly { readonly section: string; readonly missed: number }[];
}

/** Scores the answers of a quiz. */
export function scoreOf(quiz: Quiz, questions: ReadonlyMap<string, Question>, pools: Pools): Score {
  const missed = quiz.questions.filter((id) => {
    const question = questions.get(id);
    return !question || !isRight(formIn(quiz, question, pools), quiz.answers[id]);
  });
  const again = new Map<string, number>();
  for (const id of missed) {
    const section = questions.get(id)?.section;
    if (section) again.set(section, (again.get(section) ?? 0) + 1);
  }
  return {
    right: quiz.questions.length - missed.length,
    total: quiz.questions.length,
    missed,
    again: [...again].map(([section, count]) => ({ section, missed: count })).sort((a, b) => b.missed - a.missed),
  };
}

/** Shuffles a list; the result depends only on the seed. */
export function shuffle<T>(list: readonly T[], seed: number): T[] {
  const result = [...list];
  const random = generator(seed);
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Generates pseudorandom numbers from 0 to 1 from a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
