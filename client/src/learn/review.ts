import { type Card as FsrsCard, fsrs, Rating, type State } from 'ts-fsrs';

/** How well a question is remembered: FSRS's card, with times in milliseconds so that it can be stored. */
export interface Card {
  readonly due: number;
  /** The time of the last review; 0 before the first. */
  readonly last: number;
  readonly stability: number;
  readonly difficulty: number;
  /** Days from the last review until it is due. */
  readonly days: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
}

/** How a question was answered. A right guess counts, but the question comes back sooner. */
export type Grade = 'right' | 'guessed' | 'wrong';

const RATINGS = { right: Rating.Good, guessed: Rating.Hard, wrong: Rating.Again } as const;

// Schedules in days, not minutes, since nobody sits in front of the course with a stopwatch. No randomness, so that two
// windows agree.
const scheduler = /* @__PURE__ */ fsrs({ enable_fuzz: false, enable_short_term: false });

/** The card of a question that has not been answered yet. */
export function cardOf(now: number): Card {
  return { due: now, last: 0, stability: 0, difficulty: 0, days: 0, reps: 0, lapses: 0, state: 0 };
}

/**
 * The card after an answer. If a wrong clock dated the last review after now, it counts as now. If the scheduler cannot
 * continue from the card, the card starts afresh.
 */
export function review(card: Card, grade: Grade, now: number): Card {
  try {
    const next = step({ ...card, last: Math.min(card.last, now) }, grade, now);
    if (Object.values(next).every(Number.isFinite)) return next;
  } catch {
    // Edited by hand, or stored by a scheduler with other states.
  }
  return step(cardOf(now), grade, now);
}

/** Whether a question is due. A review dated after now comes from a wrong clock, so its dates mean nothing. */
export function isDue({ due, last }: Card, now: number): boolean {
  return due <= now || last > now;
}

function step(card: Card, grade: Grade, now: number): Card {
  const next = scheduler.next(toFsrs(card), new Date(now), RATINGS[grade]).card;
  return {
    due: next.due.getTime(),
    last: now,
    stability: next.stability,
    difficulty: next.difficulty,
    days: next.scheduled_days,
    reps: next.reps,
    lapses: next.lapses,
    state: next.state,
  };
}

function toFsrs(card: Card): FsrsCard {
  return {
    due: new Date(card.due),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: card.days,
    learning_steps: 0,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state as State,
    ...(card.last > 0 ? { last_review: new Date(card.last) } : {}),
  };
}
