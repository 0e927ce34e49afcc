/** The questions of the course: taught, fair, and in each of their forms in agreement with the engine. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'jsonc-parser';
import { shownOrder } from '../../client/src/learn/quiz.ts';
import { analyse } from '../../server/src/analysis.ts';
import type { Question } from '../../server/src/course/course.ts';
import { type Answer, formOf, isRight, isSameValue } from '../../server/src/course/form.ts';
import { CATALOGUE, catalogueEntry } from '../../server/src/rules/catalogue.ts';
import { textsAfter } from '../../server/tools/course/files.ts';
import { toPools, toQuestion } from '../../server/tools/course/questions.ts';
import { readCourse } from '../../server/tools/course/read.ts';
import { GUESSERS, gainOf } from './guessers.ts';

const { sections, questions: sources, exercises, pools: poolSource } = readCourse();
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

  test('or exercises are there for each topic of the rules that find errors', () => {
    const asked = new Set(Object.values(sources).map(({ rule }) => rule));
    for (const { files } of Object.values(exercises))
      for (const text of textsAfter(files))
        for (const { rule } of analyse(text, 'task-definition.json').findings) asked.add(rule);
    const topicOf = (id: string | undefined) => catalogueEntry(id ?? '')?.rule?.topic;
    const covered = new Set([...asked].map(topicOf));
    const open = CATALOGUE.filter(({ id, severity }) => severity === 'error' && !covered.has(topicOf(id)));
    assert.deepEqual(
      open.map(({ id }) => id),
      [],
    );
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
    for (const question of QUESTIONS) {
      const forms = [0, 1, 2, 3].map((time) => {
        const { vary: _, rows: __, ...shown } = formOf(question, POOLS, time);
        return JSON.stringify(shown);
      });
      if (new Set(forms).size < 3) same.push(question.id);
    }
    assert.deepEqual(same, []);
  });
});

describe('blind guessing', () => {
  const ones = QUESTIONS.flatMap((question) => (question.kind === 'one' ? [question] : []));
  const asSeen = (html: string) => plain(html.replaceAll(/<\/?code>/g, '`'));
  const gain = (name: string) => {
    const gains = ones.flatMap((question) =>
      Array.from({ length: 8 }, (_, time) => gainOf(GUESSERS[name]!, formOf(question, POOLS, time), asSeen)),
    );
    return gains.reduce((sum, each) => sum + each, 0) / gains.length;
  };

  for (const name of Object.keys(GUESSERS))
    test(`by a rule is right in less than 30 %: ${name}`, () => {
      const share = gain(name);
      assert.ok(share < 0.3, `${(share * 100).toFixed(1)} %`);
    });

  test('of a line is right in less than 30 %: the longest, the first with a value, the middle, the last with a value', () => {
    const lines = QUESTIONS.filter((question) => question.kind === 'line');
    const guesses: Readonly<Record<string, (code: readonly string[]) => number>> = {
      longest: (code) => code.findIndex((line) => line.length === Math.max(...code.map((each) => each.length))) + 1,
      shortest: (code) => {
        const shortest = Math.min(...code.filter((line) => line.includes(':')).map((line) => line.length));
        return code.findIndex((line) => line.includes(':') && line.length === shortest) + 1;
      },
      first: (code) => code.findIndex((line) => line.includes(':')) + 1,
      last: (code) => code.findLastIndex((line) => line.includes(':')) + 1,
      middle: (code) => Math.ceil(code.length / 2),
      'a number': (code) => code.findIndex((line) => /: \d/.test(line)) + 1,
    };
    for (const [name, guess] of Object.entries(guesses)) {
      const right = lines.filter((question) => {
        const form = formOf(question, POOLS, 1);
        return isRight(form, guess(codeIn(form)!.split('\n')));
      });
      assert.ok(right.length < 0.3 * lines.length, `${name}: ${share(right.length, lines.length)}`);
    }
  });

  test('of all that apply and of a moment is right in less than 30 %', () => {
    const all = QUESTIONS.flatMap((question) => (question.kind === 'all' ? [formOf(question, POOLS, 1)] : []));
    const ticks: Readonly<Record<string, (options: number) => number[]>> = {
      'the first two': () => [0, 1],
      'the last two': (options) => [options - 2, options - 1],
      'all but the last': (options) => Array.from({ length: options - 1 }, (_, i) => i),
      all: (options) => Array.from({ length: options }, (_, i) => i),
    };
    for (const [name, tick] of Object.entries(ticks)) {
      // The quiz shuffles, so what counts is how it is shown.
      let right = 0;
      for (const form of all)
        for (let seed = 0; seed < 20; seed++) {
          const order = shownOrder(seed * 7919, form);
          if (
            isRight(
              form,
              tick(form.options.length).map((place) => order[place]!),
            )
          )
            right++;
        }
      assert.ok(right < 0.3 * 20 * all.length, `${name}: ${share(right, 20 * all.length)}`);
    }
    const times = QUESTIONS.filter((question) => question.kind === 'time').flatMap((question) =>
      Array.from({ length: 12 }, (_, time) => formOf(question, POOLS, time)),
    );
    for (const part of [1 / 3, 1 / 2, 2 / 3, 3 / 4]) {
      const right = times.filter((form) => {
        const step = Number(form.step);
        return isRight(form, Math.round((Number(form.end) * part) / step) * step);
      });
      assert.ok(right.length < 0.3 * times.length, `${part}: ${share(right.length, times.length)}`);
    }
  });
});

describe('the engine agrees', () => {
  /** Questions about what a rule asks for, which show a file without the fault, and why. */
  const WITHOUT_FAULT = new Map([
    ['json-file-on-fargate', 'it asks for the drivers that are allowed'],
    ['read-only-root', 'it shows what the rule asks for'],
    ['user-in-a-container', 'it shows what the rule asks for'],
    ['smallest-with-one-vcpu', 'the value is left open'],
    ['access-keys-in-environment', 'the keys are left out'],
    ['port-name-of-the-server', 'the service that it is checked with is another file'],
  ]);

  const CONTAINER = { name: 'web', image: 'example/web:1.2', memory: 64, essential: true };
  const FARGATE = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '512', memory: '1024' };
  const EC2 = { requiresCompatibilities: ['EC2'] };

  /** What is left out of a piece of a file, put around it: as it is, for Fargate, and for EC2. */
  function wholeFiles(code: string): string[] {
    const piece = parse(code.replaceAll('…', '0')) as Record<string, unknown>;
    const has = (...keys: readonly string[]) => keys.some((key) => key in piece);
    // A task definition in an answer of ECS, a service, a template, or a file of a pipeline is whole.
    if (has('taskDefinition', 'serviceName', 'Resources', 'imageUri')) return [code];
    const inTask = has('efsVolumeConfiguration')
      ? { volumes: [{ name: 'v', ...piece }] }
      : has('name', 'healthCheck', 'logConfiguration', 'environment', 'secrets', 'environmentFiles', 'portMappings')
        ? { containerDefinitions: [{ ...CONTAINER, ...piece }] }
        : has('resourceRequirements')
          ? { containerDefinitions: [{ ...CONTAINER, ...piece }] }
          : has('options')
            ? { containerDefinitions: [{ ...CONTAINER, logConfiguration: { logDriver: 'awslogs', ...piece } }] }
            : piece;
    const { containerDefinitions = [] } = inTask as { containerDefinitions?: object[] };
    const given = containerDefinitions.filter((each) => Object.keys(each).length > 0);
    const containers = given.length > 0 ? given.map((each) => ({ ...CONTAINER, ...each })) : [CONTAINER];
    const task = { family: 'shop', ...inTask, containerDefinitions: containers };
    return [code, ...[{}, FARGATE, EC2].map((around) => JSON.stringify({ ...around, ...task }))];
  }

  const FILES = ['task-definition.json', 'service.json', 'appspec.json', 'imagedefinitions.json', 'template.json'];
  const rulesIn = (text: string) => FILES.flatMap((file) => analyse(text, file).findings.map(({ rule }) => rule));

  const judged = QUESTIONS.filter(
    ({ id, rule, html }) => rule !== undefined && html.includes('<pre') && !WITHOUT_FAULT.has(id),
  );

  for (const question of judged)
    test(`${question.id} shows what breaks "${question.rule}"`, () => {
      for (let time = 0; time < 12; time++) {
        const found = wholeFiles(codeIn(formOf(question, POOLS, time))!).flatMap(rulesIn);
        // Where what is missing differs from form to form, so does the rule.
        const topic = (rule: string) => rule.split('-').slice(0, 2).join('-');
        const isFound = question.rows
          ? found.some((rule) => topic(rule) === topic(question.rule!))
          : found.includes(question.rule!);
        assert.ok(isFound, `only ${[...new Set(found)].join(', ')}`);
      }
    });

  for (const question of QUESTIONS.filter(({ kind }) => kind === 'line'))
    test(`${question.id}: no finding that ECS would refuse is on another line`, () => {
      if (question.kind !== 'line' || question.rule === undefined) return;
      for (let time = 0; time < 12; time++) {
        const form = formOf(question, POOLS, time);
        const code = codeIn(form)!;
        const lines = analyse(code, 'task-definition.json')
          .findings.filter(({ rule }) => rule === question.rule)
          .map(({ offset }) => code.slice(0, offset).split('\n').length);
        // A fault between two lines is told at either of them.
        const near = form.near.map(({ answer }) => Number(answer));
        for (const line of lines)
          assert.ok(
            form.lines.includes(line) || near.includes(line),
            `line ${line}, not ${form.lines.join()}\n${code}`,
          );
      }
    });
});

function vocabulary(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9]{4,}/g));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}
