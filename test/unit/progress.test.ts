import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dueQuestions } from '../../client/src/learn/due.ts';
import {
  exerciseAfter,
  markRead,
  mergeProgress,
  missedQuestions,
  NO_PROGRESS,
  type Progress,
  readProgress,
  recordAnswer,
  recordHints,
  recordSolved,
  resetProgress,
} from '../../client/src/learn/progress.ts';
import { cardOf, review } from '../../client/src/learn/review.ts';
import { PROGRESS_KEY, ProgressStore } from '../../client/src/learn/store.ts';
import './arbitraries.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);

describe('progress', () => {
  test('is read back as it was stored', () => {
    let progress = markRead(NO_PROGRESS, 'networking', true, NOW);
    progress = recordAnswer(progress, 'a-question', true, NOW);
    progress = recordHints(recordSolved(progress, 'an-exercise', false, NOW), 'an-exercise', 2, NOW);
    const stored: unknown = JSON.parse(JSON.stringify(progress));
    assert.deepEqual(readProgress(stored), { kind: 'read', progress, damaged: false });
  });

  test('begins empty', () => {
    assert.deepEqual(readProgress(undefined), { kind: 'read', progress: NO_PROGRESS, damaged: false });
  });

  test('saves from a damaged store what is whole, and says that it is damaged', () => {
    const good = recordAnswer(NO_PROGRESS, 'good', true, NOW);
    const stored = { ...good, answers: { ...good.answers, bad: { at: 'yesterday' } }, sections: 7 };
    const reading = readProgress(stored);
    assert.ok(reading.kind === 'read' && reading.damaged);
    assert.deepEqual(Object.keys(reading.progress.answers), ['good']);
  });

  test('reads anything at all without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const reading = readProgress(stored);
        assert.ok(reading.kind === 'newer' || reading.progress.version === 2);
      }),
    );
  });

  test('does not touch what a newer version wrote', () => {
    assert.deepEqual(readProgress({ version: 99 }), { kind: 'newer' });
  });

  test('is brought from version to version, step by step', () => {
    const steps = {
      1: (old: Record<string, unknown>) => ({ ...old, version: 2, sections: old.read }),
      2: (old: Record<string, unknown>) => ({
        ...old,
        version: 3,
        answers: {},
        solved: {},
        hints: {},
        met: {},
        resetAt: 0,
      }),
    };
    const reading = readProgress({ version: 1, read: { logs: { at: 1, read: true } } }, steps, 3);
    assert.ok(reading.kind === 'read' && !reading.damaged);
    assert.equal(reading.progress.sections.logs?.read, true);
  });

  test('that no step leads from is damaged', () => {
    const reading = readProgress({ version: 1 }, {}, 2);
    assert.ok(reading.kind === 'read' && reading.damaged);
  });
});

describe('merging', () => {
  test('keeps the later of two answers and all that only one side knows', () => {
    const first = recordAnswer(recordAnswer(NO_PROGRESS, 'a', true, NOW), 'b', true, NOW);
    const second = recordAnswer(recordAnswer(NO_PROGRESS, 'a', false, NOW + 1), 'c', true, NOW);
    const merged = mergeProgress(first, second);
    assert.deepEqual(Object.keys(merged.answers).sort(), ['a', 'b', 'c']);
    assert.equal(merged.answers.a?.right, false);
  });

  test('says whether an exercise was solved with help', () => {
    const helped = recordSolved(NO_PROGRESS, 'an-exercise', true, NOW);
    assert.equal(helped.solved['an-exercise']!.helped, true);
    const alone = recordSolved(helped, 'an-exercise', false, NOW + 1);
    assert.equal(alone.solved['an-exercise']!.helped, undefined);
    assert.equal(mergeProgress(helped, alone).solved['an-exercise']!.helped, undefined);
    assert.deepEqual(readProgress(JSON.parse(JSON.stringify(helped))), {
      kind: 'read',
      progress: helped,
      damaged: false,
    });
  });

  test('never takes back that an exercise was solved', () => {
    const solved = recordSolved(NO_PROGRESS, 'x', false, NOW);
    const hint = recordHints(NO_PROGRESS, 'x', 1, NOW + 5);
    const merged = mergeProgress(solved, hint);
    assert.deepEqual([merged.solved.x?.at, merged.hints.x], [NOW, { at: NOW + 5, count: 1 }]);
  });

  test('forgets on both sides what was reset', () => {
    const old = recordAnswer(NO_PROGRESS, 'a', true, NOW);
    const reset = recordAnswer(resetProgress(NOW + 10), 'b', true, NOW + 20);
    assert.deepEqual(Object.keys(mergeProgress(old, reset).answers), ['b']);
  });

  const item = fc.record({ at: fc.integer({ min: 1, max: 9 }), read: fc.boolean() }, { noNullPrototype: true });
  const progress: fc.Arbitrary<Progress> = fc.record({
    version: fc.constant(2 as const),
    resetAt: fc.integer({ min: 0, max: 5 }),
    sections: fc.dictionary(fc.constantFrom('a', 'b', 'c'), item, { noNullPrototype: true }),
    answers: fc.constant({}),
    solved: fc.constant({}),
    met: fc.constant({}),
    hints: fc.dictionary(
      fc.constantFrom('x', 'y'),
      fc.record(
        { at: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 0, max: 3 }) },
        { noNullPrototype: true },
      ),
      { noNullPrototype: true },
    ),
  });
  const sorted = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_, v) =>
        v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
      ),
    );

  test('makes no difference between the two sides', () => {
    fc.assert(
      fc.property(progress, progress, (a, b) => {
        assert.deepEqual(sorted(mergeProgress(a, b)), sorted(mergeProgress(b, a)));
      }),
    );
  });
  test('ends with the same whatever the order', () => {
    fc.assert(
      fc.property(progress, progress, progress, (a, b, c) => {
        assert.deepEqual(sorted(mergeProgress(mergeProgress(a, b), c)), sorted(mergeProgress(a, mergeProgress(b, c))));
      }),
    );
  });
  test('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(progress, progress, (a, b) => {
        const merged = mergeProgress(a, b);
        assert.deepEqual(sorted(mergeProgress(merged, b)), sorted(merged));
      }),
    );
  });
});

describe('spaced review', () => {
  test('brings a question back later each time it is known', () => {
    let card = cardOf(NOW);
    let now = NOW;
    const days: number[] = [];
    for (let i = 0; i < 4; i++) {
      card = review(card, 'right', now);
      days.push((card.due - now) / DAY);
      now = card.due;
    }
    assert.ok(days[0]! >= 1, `first after ${days[0]} days`);
    assert.ok(
      days.every((each, i) => i === 0 || each > days[i - 1]!),
      days.join(', '),
    );
  });

  test('brings a missed question back soon', () => {
    const known = review(review(cardOf(NOW), 'right', NOW), 'right', NOW + 3 * DAY);
    const missed = review(known, 'wrong', known.due);
    assert.ok(missed.due - known.due <= 3 * DAY);
    assert.ok(missed.due > known.due);
  });

  test('lists what is due, the longest overdue first, and what was missed', () => {
    let progress = recordAnswer(NO_PROGRESS, 'late', true, NOW - 90 * DAY);
    progress = recordAnswer(progress, 'later', false, NOW - 30 * DAY);
    progress = recordAnswer(progress, 'fresh', true, NOW);
    progress = recordAnswer(progress, 'latest', true, NOW - 20 * DAY);
    // What was missed comes first, then what is overdue longest.
    assert.deepEqual(dueQuestions(progress, NOW), ['later', 'late', 'latest']);
    assert.deepEqual(missedQuestions(progress), ['later']);
  });
});

/** A memory as the editor has one: two windows write whole values, and each sees the other's. */
function memory(content: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(content));
  return {
    values,
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

const emitter = <T>() => {
  const listeners: ((value: T) => void)[] = [];
  return {
    event: (listener: (value: T) => void) => {
      listeners.push(listener);
      return { dispose() {} };
    },
    fire: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    dispose() {},
  };
};

describe('the store', () => {
  const open = (place: ReturnType<typeof memory>) => new ProgressStore(place as never, emitter() as never);

  test('saves each answer at once', async () => {
    const place = memory();
    await open(place).change((progress) => recordAnswer(progress, 'a', true, NOW));
    assert.ok(open(place).progress.answers.a);
  });

  test('keeps the answers of two windows', async () => {
    const place = memory();
    const [one, two] = [open(place), open(place)];
    await one.change((progress) => recordAnswer(progress, 'a', true, NOW));
    await two.change((progress) => recordAnswer(progress, 'b', true, NOW));
    await one.change((progress) => recordAnswer(progress, 'c', true, NOW));
    assert.deepEqual(Object.keys(open(place).progress.answers).sort(), ['a', 'b', 'c']);
  });

  test('writes again what another window or a sync has overwritten', async () => {
    const place = memory();
    const one = open(place);
    await one.change((progress) => recordAnswer(progress, 'a', true, NOW));
    await place.update(PROGRESS_KEY, recordAnswer(NO_PROGRESS, 'b', true, NOW));
    await one.refresh();
    assert.deepEqual(Object.keys(open(place).progress.answers).sort(), ['a', 'b']);
  });

  test('sets a damaged store aside, once', async () => {
    const place = memory({ [PROGRESS_KEY]: 'nonsense' });
    const store = open(place);
    open(place);
    await store.change((progress) => markRead(progress, 'logs', true, NOW));
    const copies = place.keys().filter((key) => key.startsWith(`${PROGRESS_KEY}.damaged`));
    assert.deepEqual(
      copies.map((key) => place.get(key)),
      ['nonsense'],
    );
    assert.equal(open(place).progress.sections.logs?.read, true);
  });

  test('leaves the store of a newer version alone', async () => {
    const newer = { version: 99, more: 'than we know' };
    const place = memory({ [PROGRESS_KEY]: newer });
    const store = open(place);
    assert.equal(store.readOnly, true);
    await store.change((progress) => markRead(progress, 'logs', true, NOW));
    assert.equal(store.progress.sections.logs?.read, true);
    assert.deepEqual(place.get(PROGRESS_KEY), newer);
  });
});

describe('a clock that was wrong', () => {
  const known = recordAnswer(NO_PROGRESS, 'q', true, NOW);

  for (const ahead of [1, 0.6 * DAY, DAY, 400 * DAY, 73 * 365 * DAY]) {
    test(`${ahead} ms ahead: the next answer is kept, wherever it meets the old one`, () => {
      const before = recordAnswer(known, 'q', true, NOW + ahead);
      const after = recordAnswer(before, 'q', false, NOW);
      assert.equal(mergeProgress(before, after).answers.q?.right, false);
      assert.equal(mergeProgress(after, before).answers.q?.tries, 3);
      assert.ok(after.answers.q!.card.due > NOW && after.answers.q!.card.due <= NOW + 3 * DAY);
      assert.equal(after.answers.q!.card.last, NOW);
    });

    test(`${ahead} ms ahead: what was answered then is asked again`, () => {
      // On the same day a second answer changes nothing, so there is nothing wrong to ask again.
      const isSameDay = ahead < DAY;
      assert.deepEqual(dueQuestions(recordAnswer(known, 'q', true, NOW + ahead), NOW), isSameDay ? [] : ['q']);
    });

    test(`${ahead} ms ahead: what is read, answered and solved after a reset of then stays`, () => {
      let progress = resetProgress(NOW + ahead, known);
      progress = markRead(progress, 's', true, NOW);
      progress = recordAnswer(progress, 'q', true, NOW);
      progress = recordHints(recordSolved(progress, 'x', false, NOW), 'x', 2, NOW);
      const reading = readProgress(JSON.parse(JSON.stringify(progress)));
      assert.ok(reading.kind === 'read' && !reading.damaged);
      const merged = mergeProgress(NO_PROGRESS, reading.progress);
      assert.deepEqual(merged, progress);
      assert.deepEqual(
        [merged.sections, merged.answers, merged.solved, merged.hints].map((items) => Object.keys(items).length),
        [1, 1, 1, 1],
      );
    });

    test(`${ahead} ms ahead: a reset of now forgets what was done then`, () => {
      const then = markRead(recordAnswer(NO_PROGRESS, 'q', true, NOW + ahead), 's', true, NOW + ahead);
      const merged = mergeProgress(then, resetProgress(NOW, then));
      assert.deepEqual([merged.sections, merged.answers], [{}, {}]);
    });
  }
});

test('a stored card that nobody can go on from begins anew', () => {
  const fresh = review(cardOf(NOW), 'right', NOW);
  for (const odd of [
    { state: 2, stability: 0, difficulty: 5, last: NOW - DAY },
    { state: 1.5 },
    { state: 3, stability: 1e308, difficulty: 1e308, last: NOW - DAY },
    { state: 2, stability: Number.NaN, difficulty: 5, last: NOW - DAY },
    { state: 2, due: 1e300, last: 1e300 },
    { state: -1, reps: -5 },
    { state: 0, stability: 5, difficulty: 99 },
  ]) {
    const card = review({ ...cardOf(NOW), ...odd }, 'right', NOW);
    assert.ok(Object.values(card).every(Number.isFinite), JSON.stringify(odd));
    assert.ok(card.due > NOW, JSON.stringify(odd));
    assert.equal(card.last, NOW);
  }
  assert.deepEqual(review({ ...cardOf(NOW), state: 1.5, lapses: 7 }, 'right', NOW), fresh);
});

test('any stored progress takes an answer, and keeps it', () => {
  const number = fc.oneof(fc.double({ min: 0 }), fc.nat(), fc.constantFrom(0, NOW, NOW + 400 * DAY, 8.64e15, 1e300));
  const keys = ['due', 'last', 'stability', 'difficulty', 'days', 'reps', 'lapses', 'state'] as const;
  const card = fc
    .tuple(...keys.map(() => number))
    .map((all) => Object.fromEntries(keys.map((key, i) => [key, all[i]])));
  fc.assert(
    fc.property(card, number, number, fc.integer({ min: 0, max: 3 }), (stored, at, resetAt, state) => {
      const answers = { q: { at, right: false, tries: 1, card: { ...stored, state } } };
      const reading = readProgress({ version: 1, resetAt, sections: {}, answers, solved: {}, hints: {} });
      assert.ok(reading.kind === 'read');
      const after = recordAnswer(reading.progress, 'q', true, NOW);
      assert.equal(mergeProgress(reading.progress, after).answers.q?.right, true);
    }),
  );
});

test('the exercise to do after one is the next that is not solved, and then the first', () => {
  const exercises = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const after = (id: string, ...solved: string[]) => exerciseAfter(exercises, id, (each) => solved.includes(each))?.id;
  assert.equal(after('b', 'b'), 'c');
  assert.equal(after('b', 'b', 'c'), 'd');
  assert.equal(after('c', 'c', 'd'), 'a');
  assert.equal(after('a', 'a', 'b', 'c', 'd'), undefined);
});
