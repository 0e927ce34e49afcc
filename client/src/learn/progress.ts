import { DAY_MS, isSameDay, isWaiting, MOST_MET, spread } from './due.ts';
import { type Card, cardOf, review } from './review.ts';

/**
 * What someone has read, answered and solved. Every item carries the time of its last change, so that the progress from
 * two windows or machines can be merged item by item. The functions are pure; store.ts saves the result.
 */
export interface Progress {
  readonly version: typeof VERSION;
  /** When everything was last reset. Items from before that are discarded. */
  readonly resetAt: number;
  readonly sections: Readonly<Record<string, SectionProgress>>;
  readonly answers: Readonly<Record<string, AnswerProgress>>;
  /** The exercises that were solved. */
  readonly solved: Readonly<Record<string, SolvedProgress>>;
  /** How many hints were looked at, by exercise. */
  readonly hints: Readonly<Record<string, HintProgress>>;
  /** The questions about what someone met in exercises and in files of their own. */
  readonly met: Readonly<Record<string, MetProgress>>;
}

/** Whether a section was read, and when that was recorded, in milliseconds. */
export interface SectionProgress {
  readonly at: number;
  readonly read: boolean;
}

/** How a question was answered. */
export interface AnswerProgress {
  /** The time of the last answer, in milliseconds. */
  readonly at: number;
  /** Whether the last answer was right. */
  readonly right: boolean;
  /** How often the question was answered. */
  readonly tries: number;
  readonly card: Card;
}

/** When an exercise was solved, in milliseconds. */
export interface SolvedProgress {
  readonly at: number;
  /** Whether the findings or the solution were looked at before; left out if not. */
  readonly helped?: true;
  /** When it is due again; left out by version 1, which never asked again. */
  readonly card?: Card;
}

/** When something was met that a question is about, in milliseconds. */
export interface MetProgress {
  readonly at: number;
}

/** How many hints of an exercise were looked at, and when the last was, in milliseconds. */
export interface HintProgress {
  readonly at: number;
  readonly count: number;
}

/** The version that this code writes. */
export const VERSION = 2;

/** Steps from one version to the next: `MIGRATIONS[n]` turns version n into version n + 1. */
export type Migrations = Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>;

const MIGRATIONS: Migrations = {
  // Version 2 knows what was met. A reader of version 1 would lose it, so it must not write there.
  1: (old) => ({ ...old, version: 2, met: {} }),
};

/** The progress of someone who has not begun. */
export const NO_PROGRESS: Progress = {
  version: VERSION,
  resetAt: 0,
  sections: {},
  answers: {},
  solved: {},
  hints: {},
  met: {},
};

/** The result of reading a store. */
export type Reading =
  /** If `damaged`, some of the content was not progress and was left out. */
  | { readonly kind: 'read'; readonly progress: Progress; readonly damaged: boolean }
  /** Written by a newer version of the extension; must not be overwritten. */
  | { readonly kind: 'newer' };

/** Reads the content of a store, whatever it is. */
export function readProgress(stored: unknown, migrations: Migrations = MIGRATIONS, version: number = VERSION): Reading {
  if (stored === undefined || stored === null) return { kind: 'read', progress: NO_PROGRESS, damaged: false };
  if (!isRecord(stored) || !isCount(stored.version)) return { kind: 'read', progress: NO_PROGRESS, damaged: true };
  if (stored.version > version) return { kind: 'newer' };
  let current = stored;
  for (let from = stored.version; from < version; from++) {
    const migrate = migrations[from];
    if (!migrate) return { kind: 'read', progress: NO_PROGRESS, damaged: true };
    current = migrate(current);
  }
  let damaged = false;
  const items = <T>(key: string, valid: (item: unknown) => item is T): Record<string, T> => {
    const found = current[key];
    if (!isRecord(found)) {
      damaged = true;
      return {};
    }
    const entries = Object.entries(found);
    const kept = entries.filter((entry): entry is [string, T] => valid(entry[1]));
    damaged ||= kept.length < entries.length;
    return Object.fromEntries(kept);
  };
  const resetAt = isTime(current.resetAt) ? current.resetAt : 0;
  damaged ||= resetAt !== current.resetAt;
  const progress = {
    version: VERSION,
    resetAt,
    sections: items('sections', isSection),
    answers: items('answers', isAnswer),
    solved: items('solved', isSolved),
    hints: items('hints', isHint),
    met: items('met', isMet),
  } as const;
  return { kind: 'read', progress, damaged };
}

/** Merges two stores, taking the later version of each item. The order of the two makes no difference. */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const resetAt = Math.max(a.resetAt, b.resetAt);
  return {
    version: VERSION,
    resetAt,
    sections: mergeItems(a.sections, b.sections, resetAt),
    answers: mergeItems(a.answers, b.answers, resetAt),
    solved: mergeItems(a.solved, b.solved, resetAt),
    hints: mergeItems(a.hints, b.hints, resetAt),
    met: mergeItems(a.met, b.met, resetAt),
  };
}

/** Records that a section was read, or that it is to be read again. */
export function markRead(progress: Progress, section: string, read: boolean, now: number): Progress {
  const at = timeOf(progress, progress.sections[section], now);
  return { ...progress, sections: { ...progress.sections, [section]: { at, read } } };
}

/** How a question was answered: right or wrong, and whether the reader called it a guess. */
export interface How {
  readonly right: boolean;
  readonly guessed?: boolean;
}

/**
 * Records an answer, and when the question is due again. Whoever answers it again on the same day has just read the
 * answer: that is worth nothing, and only a mistake counts.
 */
export function recordAnswer(progress: Progress, question: string, how: boolean | How, now: number): Progress {
  const { right, guessed = false } = typeof how === 'boolean' ? { right: how } : how;
  const before = progress.answers[question];
  const isRetry = before !== undefined && isSameDay(before.card.last, now);
  const card =
    isRetry && (right || !before.right)
      ? before.card
      : review(before?.card ?? cardOf(now), right ? (guessed ? 'guessed' : 'right') : 'wrong', now);
  const answer: AnswerProgress = {
    at: timeOf(progress, before, now),
    right,
    tries: (before?.tries ?? 0) + 1,
    card: right && card !== before?.card ? spread(progress.answers, question, card) : card,
  };
  return { ...progress, answers: { ...progress.answers, [question]: answer } };
}

/**
 * Records that an exercise was solved, with help or without, and when it is due again. Solved without help once, it stays
 * so.
 */
export function recordSolved(progress: Progress, exercise: string, helped: boolean, now: number): Progress {
  const before = progress.solved[exercise];
  const at = timeOf(progress, before, now);
  const isRetry = before?.card !== undefined && isSameDay(before.card.last, now);
  const card = isRetry ? before.card! : review(before?.card ?? cardOf(now), helped ? 'guessed' : 'right', now);
  const isHelped = helped && (before === undefined || before.helped === true);
  const solved: SolvedProgress = isHelped ? { at, helped: true, card } : { at, card };
  return { ...progress, solved: { ...progress.solved, [exercise]: solved } };
}

/** How long a question that was answered rests, whatever is met: a week. */
const RESTS_MS = 7 * DAY_MS;

/**
 * Puts questions into the review, about what someone met in an exercise or in a file of their own. A question that was
 * answered within a week is left alone, and so is everything while enough of them wait.
 */
export function recordMet(progress: Progress, questions: readonly string[], now: number): Progress {
  const waiting = Object.keys(progress.met).filter((id) => isWaiting(progress, id));
  const rested = (id: string) => {
    const last = progress.answers[id]?.card.last ?? 0;
    return now - last > RESTS_MS || last > now;
  };
  const fresh = [...new Set(questions)]
    .filter((id) => !waiting.includes(id) && rested(id))
    .slice(0, Math.max(0, MOST_MET - waiting.length));
  if (fresh.length === 0) return progress;
  const met = Object.fromEntries(fresh.map((id) => [id, { at: timeOf(progress, progress.met[id], now) }]));
  return { ...progress, met: { ...progress.met, ...met } };
}

/** Whether someone has begun the course: others are not to be reminded of it. */
export function hasBegun({ sections, answers, solved }: Progress): boolean {
  return [sections, answers, solved].some((items) => Object.keys(items).length > 0);
}

/** Records how many hints of an exercise were looked at. The number never goes down. */
export function recordHints(progress: Progress, exercise: string, hints: number, now: number): Progress {
  const count = Math.max(hints, progress.hints[exercise]?.count ?? 0);
  const at = timeOf(progress, progress.hints[exercise], now);
  return { ...progress, hints: { ...progress.hints, [exercise]: { at, count } } };
}

/**
 * Discards all progress, including what another window or machine still has.
 * @param progress the known progress: the reset counts as later than all of it, whatever the clock says
 */
export function resetProgress(now: number, progress: Progress = NO_PROGRESS): Progress {
  const { sections, answers, solved, hints, met } = progress;
  const times = [sections, answers, solved, hints, met].flatMap((items) => Object.values(items).map(({ at }) => at));
  return { ...NO_PROGRESS, resetAt: times.reduce((last, at) => Math.max(last, at), Math.max(now, progress.resetAt)) };
}

/**
 * The time of a change: now or, if the clock was ahead at the previous change, a moment after that. So the later change
 * wins wherever the two are merged.
 */
function timeOf({ resetAt }: Progress, before: { readonly at: number } | undefined, now: number): number {
  return Math.max(now, resetAt + 1, before ? before.at + 1 : 0);
}

/** The questions whose last answer was wrong. */
export function missedQuestions(progress: Progress): string[] {
  return Object.entries(progress.answers)
    .filter(([, { right }]) => !right)
    .map(([id]) => id);
}

type Items<T> = Readonly<Record<string, T>>;

function mergeItems<T extends { readonly at: number }>(a: Items<T>, b: Items<T>, resetAt: number): Items<T> {
  const merged: Record<string, T> = {};
  for (const id of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const known = [a[id], b[id]].filter((item) => item !== undefined && item.at > resetAt) as T[];
    if (known.length > 0) merged[id] = known.reduce(later);
  }
  return merged;
}

function later<T extends { readonly at: number }>(first: T, second: T): T {
  if (first.at !== second.at) return first.at > second.at ? first : second;
  // Two items with the same time: any rule will do, as long as both windows choose the same item.
  return JSON.stringify(first) >= JSON.stringify(second) ? first : second;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** The latest time that a Date can hold. */
const LAST = 8.64e15;

function isTime(value: unknown): value is number {
  return isCount(value) && value <= LAST;
}

function isSection(value: unknown): value is SectionProgress {
  return isRecord(value) && isTime(value.at) && typeof value.read === 'boolean';
}

function isAnswer(value: unknown): value is AnswerProgress {
  return (
    isRecord(value) &&
    isTime(value.at) &&
    typeof value.right === 'boolean' &&
    isCount(value.tries) &&
    isCard(value.card)
  );
}

function isCard(value: unknown): value is Card {
  return (
    isRecord(value) &&
    ['due', 'last', 'stability', 'difficulty', 'days', 'reps', 'lapses', 'state'].every((key) => isCount(value[key])) &&
    (value as unknown as Card).state <= 3
  );
}

function isSolved(value: unknown): value is SolvedProgress {
  return isRecord(value) && isTime(value.at) && (value.card === undefined || isCard(value.card));
}

function isMet(value: unknown): value is MetProgress {
  return isRecord(value) && isTime(value.at);
}

function isHint(value: unknown): value is HintProgress {
  return isRecord(value) && isTime(value.at) && isCount(value.count);
}

/** The exercise to do after one: the next in the course that is not solved, then those before it; undefined if all are. */
export function exerciseAfter<E extends { readonly id: string }>(
  exercises: readonly E[],
  id: string,
  isSolved: (id: string) => boolean,
): E | undefined {
  const at = exercises.findIndex((each) => each.id === id);
  return [...exercises.slice(at + 1), ...exercises.slice(0, at)].find((each) => !isSolved(each.id));
}
