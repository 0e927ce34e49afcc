/** The review: what counts, what comes back when, and that progress of earlier versions survives. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dueExercises, dueQuestions, isSameDay, MOST_MET, MOST_REVIEWS } from '../../client/src/learn/due.ts';
import {
  hasBegun,
  markRead,
  mergeProgress,
  NO_PROGRESS,
  type Progress,
  readProgress,
  recordAnswer,
  recordMet,
  recordSolved,
  resetProgress,
} from '../../client/src/learn/progress.ts';
import { PROGRESS_KEY, ProgressStore } from '../../client/src/learn/store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Noon where the tests run. */
const NOON = new Date(2026, 10, 28, 12).getTime();

const dueIn = (progress: Progress, id: string, from = NOON) => (progress.answers[id]!.card.due - from) / DAY;

describe('a retry on the same day', () => {
  test('earns nothing: a mistake comes back the next day, though it was right a minute later', () => {
    const missed = recordAnswer(NO_PROGRESS, 'q', false, NOON);
    const retried = recordAnswer(missed, 'q', true, NOON + MINUTE);
    assert.deepEqual(retried.answers.q!.card, missed.answers.q!.card);
    assert.ok(dueIn(retried, 'q') <= 1.01, `due in ${dueIn(retried, 'q')} days`);
    assert.deepEqual([retried.answers.q!.right, retried.answers.q!.tries], [true, 2]);
  });

  test('earns nothing however often it is right', () => {
    const once = recordAnswer(NO_PROGRESS, 'q', true, NOON);
    let often = once;
    for (let i = 1; i < 6; i++) often = recordAnswer(often, 'q', true, NOON + i * HOUR);
    assert.deepEqual(often.answers.q!.card, once.answers.q!.card);
  });

  test('counts if it is wrong where the first was right', () => {
    const right = recordAnswer(NO_PROGRESS, 'q', true, NOON);
    const wrong = recordAnswer(right, 'q', false, NOON + HOUR);
    assert.ok(wrong.answers.q!.card.due < right.answers.q!.card.due);
  });

  test('is one shortly after midnight, too, and none the next noon', () => {
    const late = new Date(2026, 10, 28, 23, 50).getTime();
    assert.ok(isSameDay(late, late + 20 * MINUTE));
    assert.ok(isSameDay(new Date(2026, 10, 28, 8).getTime(), late));
    assert.ok(!isSameDay(late, late + 12 * HOUR));
    const missed = recordAnswer(NO_PROGRESS, 'q', false, late);
    const next = recordAnswer(missed, 'q', true, late + DAY);
    assert.ok(next.answers.q!.card.due > missed.answers.q!.card.due);
  });
});

describe('a guess', () => {
  test('comes back sooner than what was known, each time', () => {
    let [known, guessed] = [NO_PROGRESS, NO_PROGRESS];
    for (let i = 0, now = NOON; i < 3; i++, now += 40 * DAY) {
      known = recordAnswer(known, 'q', { right: true }, now);
      guessed = recordAnswer(guessed, 'q', { right: true, guessed: true }, now);
      assert.ok(dueIn(guessed, 'q', now) < dueIn(known, 'q', now), `review ${i + 1}`);
    }
  });

  test('that is wrong is a mistake like another', () => {
    const guessed = recordAnswer(NO_PROGRESS, 'q', { right: false, guessed: true }, NOON);
    assert.deepEqual(guessed, recordAnswer(NO_PROGRESS, 'q', false, NOON));
  });
});

describe('no day has more than twelve reviews', () => {
  const everything = (right: (i: number) => boolean) => {
    let progress = NO_PROGRESS;
    for (let i = 0; i < 165; i++) progress = recordAnswer(progress, `q${i}`, right(i), NOON + i * 1000);
    return progress;
  };

  test('after all questions of the course were known on one day', () => {
    const days = new Map<string, number>();
    for (const { card } of Object.values(everything(() => true).answers)) {
      const day = new Date(card.due).toDateString();
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    assert.ok(Math.max(...days.values()) <= MOST_REVIEWS, [...days.values()].join(', '));
    assert.ok(days.size >= 13);
  });

  test('even if all were missed, or two machines each filled the day', () => {
    const missed = everything(() => false);
    assert.equal(dueQuestions(missed, NOON + 2 * DAY).length, MOST_REVIEWS);
    const other = Object.fromEntries(Object.entries(missed.answers).map(([id, answer]) => [`other-${id}`, answer]));
    assert.equal(
      dueQuestions(mergeProgress(missed, { ...missed, answers: other }), NOON + 2 * DAY).length,
      MOST_REVIEWS,
    );
  });

  test('and what was reviewed today is taken off', () => {
    let progress = everything((i) => i % 2 === 0);
    const now = NOON + 9 * DAY;
    for (const id of dueQuestions(progress, now).slice(0, 5)) progress = recordAnswer(progress, id, true, now);
    assert.equal(dueQuestions(progress, now + MINUTE).length, MOST_REVIEWS - 5);
    for (const id of dueQuestions(progress, now + MINUTE)) progress = recordAnswer(progress, id, false, now + MINUTE);
    assert.deepEqual(dueQuestions(progress, now + 2 * MINUTE), []);
    assert.equal(dueQuestions(progress, now + DAY).length, MOST_REVIEWS);
  });

  test('what was missed comes first', () => {
    const progress = everything((i) => i !== 100);
    assert.equal(dueQuestions(progress, NOON + 30 * DAY)[0], 'q100');
  });
});

describe('what was met', () => {
  test('is asked about at once, and not once it was answered', () => {
    const met = recordMet(NO_PROGRESS, ['a', 'b'], NOON);
    assert.deepEqual(dueQuestions(met, NOON), ['a', 'b']);
    assert.deepEqual(dueQuestions(recordAnswer(met, 'a', true, NOON + MINUTE), NOON + MINUTE), ['b']);
  });

  test('is left alone where the question was answered within a week', () => {
    const answered = recordAnswer(NO_PROGRESS, 'a', true, NOON);
    assert.equal(recordMet(answered, ['a'], NOON + 3 * DAY), answered);
    assert.deepEqual(Object.keys(recordMet(answered, ['a'], NOON + 8 * DAY).met), ['a']);
  });

  test('never piles up, whatever is in the files', () => {
    const rules = Array.from({ length: 50 }, (_, i) => `q${i}`);
    let progress = recordMet(NO_PROGRESS, rules, NOON);
    progress = recordMet(progress, rules.slice(20), NOON + HOUR);
    assert.equal(dueQuestions(progress, NOON + HOUR).length, MOST_MET);
    assert.equal(recordMet(progress, rules, NOON + HOUR), progress, 'nothing is written again');
  });

  test('is forgotten by a reset, and merged like the rest', () => {
    const met = recordMet(NO_PROGRESS, ['a'], NOON);
    assert.deepEqual(mergeProgress(met, resetProgress(NOON + 1, met)).met, {});
    assert.deepEqual(Object.keys(mergeProgress(met, recordMet(NO_PROGRESS, ['b'], NOON)).met), ['a', 'b']);
  });

  test('is only asked of those who have begun the course', () => {
    assert.equal(hasBegun(NO_PROGRESS), false);
    assert.equal(hasBegun(markRead(NO_PROGRESS, 'logs', true, NOON)), true);
    assert.equal(hasBegun(recordAnswer(NO_PROGRESS, 'a', true, NOON)), true);
  });
});

describe('exercises', () => {
  test('come back, sooner if help was needed', () => {
    const alone = recordSolved(NO_PROGRESS, 'x', false, NOON);
    const helped = recordSolved(NO_PROGRESS, 'x', true, NOON);
    assert.deepEqual(dueExercises(alone, NOON + HOUR), []);
    assert.ok(helped.solved.x!.card!.due < alone.solved.x!.card!.due);
    assert.deepEqual(dueExercises(helped, helped.solved.x!.card!.due), ['x']);
    assert.deepEqual(dueExercises(alone, NOON + 60 * DAY), ['x']);
  });

  test('solved alone once stay so, and a second time on the same day changes nothing', () => {
    const alone = recordSolved(NO_PROGRESS, 'x', false, NOON);
    const again = recordSolved(alone, 'x', true, NOON + HOUR);
    assert.equal(again.solved.x!.helped, undefined);
    assert.deepEqual(again.solved.x!.card, alone.solved.x!.card);
  });
});

describe('progress that version 1 stored', () => {
  const card = {
    due: NOON - DAY,
    last: NOON - 4 * DAY,
    stability: 3.17,
    difficulty: 5.28,
    days: 3,
    reps: 2,
    lapses: 0,
    state: 2,
  };
  const stored = {
    version: 1,
    resetAt: 12,
    sections: { logs: { at: NOON - 9 * DAY, read: true } },
    answers: { 'when-eks': { at: NOON - 4 * DAY, right: true, tries: 3, card } },
    solved: {
      'slow-start': { at: NOON - 3 * DAY },
      'blind-flight': { at: NOON - 2 * DAY, helped: true },
    },
    hints: { 'slow-start': { at: NOON - 3 * DAY, count: 2 } },
  };

  test('is read whole, with its cards as they were', () => {
    const reading = readProgress(structuredClone(stored));
    assert.ok(reading.kind === 'read' && !reading.damaged);
    const { version, met, ...rest } = reading.progress;
    assert.deepEqual({ version: 1, ...rest }, stored);
    assert.deepEqual([version, met], [2, {}]);
    assert.deepEqual(dueQuestions(reading.progress, NOON), ['when-eks']);
    assert.deepEqual(dueExercises(reading.progress, NOON), [], 'what had no date has none');
  });

  test('goes on: it is answered, solved again, stored and read back', async () => {
    const values = new Map<string, unknown>([[PROGRESS_KEY, structuredClone(stored)]]);
    const memory = {
      keys: () => [...values.keys()],
      get: (key: string) => values.get(key),
      update: async (key: string, value: unknown) => {
        values.set(key, structuredClone(value));
      },
    };
    const emitter = { event: () => ({ dispose() {} }), fire() {}, dispose() {} };
    const store = new ProgressStore(memory as never, emitter as never);
    await store.change((progress) => recordAnswer(progress, 'when-eks', true, NOON));
    await store.change((progress) => recordSolved(progress, 'blind-flight', false, NOON));
    const again = new ProgressStore(memory as never, emitter as never).progress;
    assert.deepEqual([again.version, again.answers['when-eks']!.tries], [2, 4]);
    assert.equal(again.solved['blind-flight']!.helped, undefined);
    assert.ok(again.solved['blind-flight']!.card!.due > NOON);
    assert.deepEqual([again.sections.logs?.read, again.hints['slow-start']?.count], [true, 2]);
    assert.deepEqual(memory.keys(), [PROGRESS_KEY], 'nothing was set aside as damaged');
  });

  test('in which something is damaged keeps the rest', () => {
    const reading = readProgress({ ...stored, solved: { ...stored.solved, bad: { at: 1, card: { due: 'soon' } } } });
    assert.ok(reading.kind === 'read' && reading.damaged);
    assert.deepEqual(Object.keys(reading.progress.solved), ['slow-start', 'blind-flight']);
  });
});
