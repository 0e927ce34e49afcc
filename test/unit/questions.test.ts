/** The questions of the course: taught, fair, and in each of their forms in agreement with the engine. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shownOrder } from '../../client/src/learn/quiz.ts';
import { analyse } from '../../server/src/analysis.ts';
import type { Question } from '../../server/src/course/course.ts';
import { type Answer, formOf, isRight, isSameValue } from '../../server/src/course/form.ts';
import { toPools, toQuestion } from '../../server/tools/course/questions.ts';
import { readCourse } from '../../server/tools/course/read.ts';

const { sections, questions: sources, pools: poolSource } = readCourse();
const POOLS = toPools(poolSource);
const QUESTIONS = Object.entries(sources).map(([id, source]) => toQuestion(id, source));
/** So many reviews no person ever makes of one question. */
const TIMES = 200;

const share = (count: number, all: number) => `${Math.round((count / all) * 100)} %`;

/** Markup and entities taken out. */
function plain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The code of a form, as a person reads it. */
function codeIn(form: Question): string | undefined {
  const code = /<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/.exec(form.html)?.[1];
  return code === undefined ? undefined : plain(code);
}

/** An answer that is right. */
function rightAnswer(form: Question): Answer {
  switch (form.kind) {
    case 'one':
      return form.options.findIndex(({ right }) => right);
    case 'all':
      return form.options.flatMap(({ right }, i) => (right ? [i] : []));
    case 'order':
      return form.items.map((_, i) => i);
    case 'value':
      return form.accepts[0]!;
    case 'line':
      return form.lines[0]!;
    case 'time':
      return Number(form.at);
  }
}

describe('the questions', () => {
  test('are at least 150, over all sections, with the knowledge check of four', () => {
    assert.ok(QUESTIONS.length >= 150, `${QUESTIONS.length} questions`);
    for (const id of Object.keys(sections)) {
      const count = QUESTIONS.filter(({ section }) => section === id).length;
      assert.ok(count >= 4, `${id} has ${count} questions`);
    }
    const check = QUESTIONS.flatMap(({ knowledgeCheck }) => knowledgeCheck ?? []).sort();
    assert.deepEqual(check, [1, 2, 3, 4]);
  });

  test('are of six kinds, and no more than 60 % of them choose one of four', () => {
    const counts = new Map<string, number>();
    for (const { kind } of QUESTIONS) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const kind of ['all', 'order', 'value', 'line', 'time']) assert.ok((counts.get(kind) ?? 0) >= 3, kind);
    const plainOnes = counts.get('one') ?? 0;
    assert.ok(plainOnes <= 0.6 * QUESTIONS.length, share(plainOnes, QUESTIONS.length));
  });

  test('do not repeat each other', () => {
    const sets = QUESTIONS.map((question) => ({
      id: question.id,
      set: vocabulary(JSON.stringify(sources[question.id])),
    }));
    const twins: string[] = [];
    for (const [i, a] of sets.entries())
      for (const b of sets.slice(i + 1)) if (likeness(a.set, b.set) > 0.7) twins.push(`${a.id} and ${b.id}`);
    assert.deepEqual(twins, []);
  });

  for (const [id, source] of Object.entries(sources)) {
    test(`${id} is taught in its section, in the words that it quotes`, () => {
      assert.ok(source.taught, 'it quotes nothing');
      const { body } = sections[source.section]!;
      assert.ok(words(body).includes(words(source.taught)), `"${source.taught}" is not in ${source.section}`);
      assert.ok(words(source.taught).split(' ').length >= 3, 'the quote says nothing');
    });
  }
});

describe('each form of a question', () => {
  for (const question of QUESTIONS) {
    test(`${question.id} has one answer, filled in, ${TIMES} times`, () => {
      for (let time = 0; time < TIMES; time++) {
        const form = formOf(question, POOLS, time);
        assert.deepEqual(formOf(question, POOLS, time), form, 'the same time, the same form');
        const { vary: _, rows: __, ...shown } = form;
        assert.doesNotMatch(JSON.stringify(shown), /\{\{[\w-]+\}\}/, 'a place is empty');
        assert.ok(isRight(form, rightAnswer(form)), 'its own answer');
        checkForm(form);
        const code = codeIn(form);
        if (code !== undefined) assert.ok(analyse(code, 'task-definition.json').document.root, `not JSON:\n${code}`);
      }
    });
  }

  function checkForm(form: Question): void {
    switch (form.kind) {
      case 'one':
        assert.equal(form.options.length, 4);
        assert.equal(form.options.filter(({ right }) => right).length, 1);
        break;
      case 'order':
        assert.equal(new Set(form.items).size, form.items.length, 'two items are the same');
        assert.ok(!isRight(form, shownOrder(form.id.length, form)), 'it is not in order at first');
        return;
      case 'value':
        for (const { answer } of form.near)
          assert.ok(
            !form.accepts.some((right) => isSameValue(right, answer, form.unit)) || form.near.length > 1,
            answer,
          );
        assert.ok(!isRight(form, ''), 'nothing typed');
        return;
      case 'line':
        for (const { answer } of form.near) assert.ok(!form.lines.includes(Number(answer)), `line ${answer}`);
        return;
      case 'time': {
        const at = Number(form.at);
        assert.equal(at % Number(form.step), 0, 'it can be chosen');
        assert.ok(at > 0 && at < Number(form.end));
        assert.ok(form.checks.endsWith(`${at}-`), 'the last check decides');
        return;
      }
    }
    if (form.kind !== 'one' && form.kind !== 'all') return;
    assert.equal(
      new Set(form.options.map(({ html }) => words(html))).size,
      form.options.length,
      'two options are the same',
    );
    assert.equal(
      new Set(form.options.map(({ why }) => words(why))).size,
      form.options.length,
      'two reasons are the same',
    );
    for (const { why } of form.options) assert.ok(words(why).split(' ').length >= 3, `too short: ${why}`);
  }

  test('differs from the one before', () => {
    const same: string[] = [];
    for (const question of QUESTIONS.filter(({ kind }) => kind !== 'one' && kind !== 'all')) {
      const forms = [0, 1, 2, 3].map((time) => {
        const { vary: _, rows: __, ...shown } = formOf(question, POOLS, time);
        return JSON.stringify(shown);
      });
      if (new Set(forms).size < 3) same.push(question.id);
    }
    assert.deepEqual(same, []);
  });
});

function vocabulary(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]{4,}/g));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}
