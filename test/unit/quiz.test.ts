import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toExtensionMessage, toViewMessage } from '../../client/src/learn/messages.ts';
import {
  answerQuiz,
  easyFirst,
  endQuiz,
  nextQuestion,
  type Quiz,
  scoreOf,
  shownOrder,
  shuffle,
  startQuiz,
} from '../../client/src/learn/quiz.ts';
import { toRoute } from '../../client/src/learn/routes.ts';
import type { Question } from '../../server/src/course/course.ts';

const question = (id: string, section: string): Question => ({
  id,
  section,
  level: 1,
  html: '',
  kind: 'one',
  options: [0, 1, 2, 3].map((i) => ({ html: String(i), right: i === 2, why: '' })),
});
const QUESTIONS = new Map(
  [question('a', 'logs'), question('b', 'logs'), question('c', 'secrets')].map((each) => [each.id, each]),
);
const IDS = [...QUESTIONS.keys()];

describe('a quiz', () => {
  test('shuffles, always the same for one seed', () => {
    const many = Array.from({ length: 40 }, (_, i) => `q${i}`);
    const quiz = startQuiz('all', many, 7);
    assert.deepEqual(quiz, startQuiz('all', many, 7));
    assert.notDeepEqual(quiz.questions, many);
    assert.deepEqual([...quiz.questions].sort(), [...many].sort());
  });

  test('on a section begins with the easy questions', () => {
    const leveled = new Map(IDS.map((id, i) => [id, { ...question(id, 'logs'), level: 3 - i }]));
    for (let seed = 0; seed < 20; seed++) {
      assert.deepEqual(easyFirst(startQuiz('section', IDS, seed, 'logs'), leveled).questions, ['c', 'b', 'a']);
      const mixed = startQuiz('all', IDS, seed);
      assert.deepEqual(easyFirst(mixed, leveled), mixed);
    }
  });

  test('puts the right answer in every place about equally often', () => {
    const places = [0, 0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) {
      const quiz = startQuiz('all', IDS, seed * 7919);
      places[shownOrder(quiz.seed, QUESTIONS.get('a')!).indexOf(2)]!++;
    }
    for (const count of places) assert.ok(count > 800 && count < 1200, places.join(', '));
  });

  test('keeps the order of the options when it is restored', () => {
    const quiz = startQuiz('all', IDS, 99);
    const restored = JSON.parse(JSON.stringify(quiz)) as Quiz;
    for (const each of QUESTIONS.values())
      assert.deepEqual(shownOrder(restored.seed, each), shownOrder(quiz.seed, each));
  });

  test('counts the first answer, and names the sections to read again', () => {
    let quiz = startQuiz('all', IDS, 1);
    for (const id of quiz.questions) {
      quiz = answerQuiz(quiz, id, id === 'c' ? 2 : 0);
      quiz = answerQuiz(quiz, id, 2);
      quiz = nextQuestion(quiz);
    }
    assert.equal(quiz.at, 3);
    const { right, total, missed, again } = scoreOf(quiz, QUESTIONS, {});
    assert.deepEqual([right, total, [...missed].sort()], [1, 3, ['a', 'b']]);
    assert.deepEqual(again, [{ section: 'logs', missed: 2 }]);
  });

  test('that is ended early counts only what was answered', () => {
    const quiz = startQuiz('all', IDS, 1);
    const ended = endQuiz(answerQuiz(quiz, quiz.questions[0]!, 2));
    assert.deepEqual(scoreOf(ended, QUESTIONS, {}), { right: 1, total: 1, missed: [], again: [] });
  });

  test('shuffle leaves its input alone', () => {
    const list = [1, 2, 3];
    shuffle(list, 5);
    assert.deepEqual(list, [1, 2, 3]);
  });
});

describe('messages', () => {
  test('of the view are taken only in their form', () => {
    assert.deepEqual(
      toExtensionMessage({ type: 'answer', question: 'a-b', time: 2, answer: 3, guessed: true, more: 1 }),
      {
        type: 'answer',
        question: 'a-b',
        time: 2,
        answer: 3,
        guessed: true,
      },
    );
    const wrong: unknown[] = [
      null,
      'ready',
      {},
      { type: 'run', command: 'x' },
      { type: 'answer', question: '../x', time: 0, answer: 1, guessed: false },
      { type: 'answer', question: 'a', time: 0, answer: -1, guessed: false },
      { type: 'answer', question: 'a', time: 0, answer: [1.5], guessed: false },
      { type: 'answer', question: 'a', time: 0, answer: 'x'.repeat(201), guessed: false },
      { type: 'answer', question: 'a', answer: 1, guessed: false },
      { type: 'answer', question: 'a', time: 0, answer: 1 },
      { type: 'openExercise', exercise: { id: 'x' } },
      { type: 'read', section: 'logs', read: 'yes' },
      { type: 'reveal', rule: 'A B' },
    ];
    for (const value of wrong) assert.equal(toExtensionMessage(value), undefined, JSON.stringify(value));
  });

  test('of the extension are taken only in their form', () => {
    assert.deepEqual(toViewMessage({ type: 'go', route: { screen: 'section', id: 'logs' } }), {
      type: 'go',
      route: { screen: 'section', id: 'logs' },
    });
    assert.ok(toViewMessage({ type: 'file', file: { name: 'x.json', rules: { 'log-missing': [3] } } }));
    const wrong: unknown[] = [
      undefined,
      { type: 'go', route: { screen: 'nowhere' } },
      { type: 'quiz', kind: 'hard' },
      { type: 'file', file: { name: 'x', rules: { a: 'b' } } },
      { type: 'attempt', exercise: 'x', attempt: { state: 'won', left: [], added: [], broken: [] } },
      { type: 'progress', progress: { version: 3 } },
    ];
    for (const value of wrong) assert.equal(toViewMessage(value), undefined, JSON.stringify(value));
  });

  test('routes with a place need one', () => {
    assert.equal(toRoute({ screen: 'section' }), undefined);
    assert.equal(toRoute({ screen: 'section', id: '<b>' }), undefined);
    assert.deepEqual(toRoute({ screen: 'quiz', id: 'x' }), { screen: 'quiz' });
  });
});
