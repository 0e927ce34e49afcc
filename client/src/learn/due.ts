import type { AnswerProgress, Progress } from './progress.ts';
import { type Card, isDue } from './review.ts';

/** So many reviews a day are a habit; more are a chore. */
export const MOST_REVIEWS = 12;
/** So many questions about what was met may wait at a time. */
export const MOST_MET = 4;

/** All questions of the course find room in so many days. */
const MOST_DAYS_LATER = 30;
/** A day, in milliseconds. */
export const DAY_MS = 86_400_000;
/** Shortly after midnight it is still the same evening. */
const EVENING_MS = 6 * 3_600_000;

/** Whether two moments are on one day as the reader feels it: the same date, or one evening across midnight. */
export function isSameDay(before: number, now: number): boolean {
  if (before <= 0 || before > now) return false;
  return now - before < EVENING_MS || dateOf(before) === dateOf(now);
}

/**
 * The questions due for review: first what was missed and what was met, then the longest overdue. No more than are left of
 * the day's twelve.
 */
export function dueQuestions(progress: Progress, now: number): string[] {
  const { answers, met } = progress;
  const reviewed = Object.values(answers).filter(({ card }) => card.reps > 1 && isToday(card.last, now)).length;
  const rank = (id: string) => (answers[id]?.right === false || isWaiting(progress, id) ? 0 : 1);
  const dueAt = (id: string) => (isWaiting(progress, id) ? met[id]!.at : answers[id]!.card.due);
  return [
    ...Object.keys(answers).filter((id) => isDue(answers[id]!.card, now) || isWaiting(progress, id)),
    ...Object.keys(met).filter((id) => answers[id] === undefined),
  ]
    .sort((a, b) => rank(a) - rank(b) || dueAt(a) - dueAt(b))
    .slice(0, Math.max(0, MOST_REVIEWS - reviewed));
}

/** Whether a question that was met has not been answered since. */
export function isWaiting({ met, answers }: Progress, question: string): boolean {
  const at = met[question]?.at;
  return at !== undefined && at > (answers[question]?.at ?? 0);
}

/** The exercises due to be solved once more, the longest overdue first. */
export function dueExercises({ solved }: Progress, now: number): string[] {
  return Object.entries(solved)
    .flatMap(([id, { card }]) => (card && isDue(card, now) ? [{ id, due: card.due }] : []))
    .sort((a, b) => a.due - b.due)
    .map(({ id }) => id);
}

/** A card that falls due on a day with room: whoever answers a hundred questions today need not review them all on one day. */
export function spread(answers: Readonly<Record<string, AnswerProgress>>, question: string, card: Card): Card {
  const days = new Map<number, number>();
  for (const [id, { card: other }] of Object.entries(answers)) {
    if (id !== question) days.set(dateOf(other.due), (days.get(dateOf(other.due)) ?? 0) + 1);
  }
  let { due } = card;
  for (let later = 0; later < MOST_DAYS_LATER && (days.get(dateOf(due)) ?? 0) >= MOST_REVIEWS; later++) due += DAY_MS;
  return due === card.due ? card : { ...card, due };
}

function isToday(time: number, now: number): boolean {
  return dateOf(time) === dateOf(now);
}

/** The day of a moment where the reader is, as a number. */
function dateOf(time: number): number {
  const date = new Date(time);
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate();
}
