/** The content of the course: complete, linked, fair, and in agreement with the engine. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { judge } from '../../server/src/features/course/judge.ts';
import { catalogueEntry } from '../../server/src/rules/catalogue.ts';
import { examplesOf, type ShownExample } from '../../server/tools/course/examples.ts';
import { textsAfter } from '../../server/tools/course/files.ts';
import { symptomsOf, toIncident } from '../../server/tools/course/incidents.ts';
import { readCourse } from '../../server/tools/course/read.ts';

const { concepts, sections, questions, exercises, pictures, coverage } = readCourse();

function seriousFindings(text: string): string[] {
  const found = analyse(text, 'task-definition.json').findings.filter(({ severity }) => severity !== 'info');
  return found.map(({ rule }) => rule).sort();
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

describe('the lesson says everything that its source says', () => {
  for (const { fact, section, says } of coverage) {
    test(fact, () => {
      assert.ok(sections[section], `there is no section ${section}`);
      assert.ok(words(sections[section].body).includes(words(says)), `"${says}" does not stand in ${section}`);
    });
  }
});

describe('everything that is linked exists', () => {
  const isSection = (id: string, from: string) => assert.ok(sections[id], `${from}: there is no section "${id}"`);
  const isRule = (id: string, from: string) => assert.ok(catalogueEntry(id), `${from}: there is no rule "${id}"`);
  const links = (text: string, from: string) => {
    for (const [, kind, id] of text.matchAll(/\]\((concept|section|rule):([\w-]+)\)/g)) {
      if (kind === 'concept') assert.ok(concepts[id!], `${from}: there is no concept "${id}"`);
      else if (kind === 'section') isSection(id!, from);
      else isRule(id!, from);
    }
  };

  test('from sections', () => {
    for (const [id, section] of Object.entries(sections)) {
      links(section.body, id);
      for (const next of section.next) isSection(next, id);
      for (const concept of section.concepts) assert.ok(concepts[concept], `${id}: there is no concept "${concept}"`);
      for (const rule of section.rules) isRule(rule, id);
      for (const [, picture] of section.body.matchAll(/\{\{picture: ([\w-]+)\}\}/g))
        assert.ok(
          pictures.some((each) => each.id === picture),
          `${id}: there is no picture "${picture}"`,
        );
      for (const place of section.examples.keys())
        assert.ok(section.body.includes(`{{example: ${place + 1}}}`), `${id}: example ${place + 1} is not shown`);
    }
  });
  test('from concepts', () => {
    for (const [id, concept] of Object.entries(concepts)) {
      isSection(concept.section, id);
      links(`${concept.short}\n${concept.body ?? ''}`, id);
    }
  });
  test('from questions', () => {
    for (const [id, question] of Object.entries(questions)) {
      isSection(question.section, id);
      if (question.rule) isRule(question.rule, id);
      links(JSON.stringify(question), id);
    }
  });
  test('from exercises', () => {
    for (const [id, exercise] of Object.entries(exercises)) {
      isSection(exercise.section, id);
      links([exercise.story, exercise.explanation, ...exercise.hints].join('\n'), id);
    }
  });
  test('from pictures', () => {
    for (const { id, parts } of pictures) {
      const ids = new Set(parts.map((part) => part.id));
      assert.equal(ids.size, parts.length, `${id}: two parts of one name`);
      for (const part of parts)
        for (const target of [part.in, ...(part.to ?? []).map((each) => each.part)])
          assert.ok(target === undefined || ids.has(target), `${id}: there is no part "${target}"`);
    }
  });
  test('every section leads to the next in the end', () => {
    const orders = Object.values(sections).map(({ order }) => order);
    assert.deepEqual(
      orders.sort((a, b) => a - b),
      orders.map((_, i) => i + 1),
    );
  });
});

describe('sections', () => {
  for (const [id, { body }] of Object.entries(sections)) {
    test(`${id} is short`, () => {
      const count = words(body.replaceAll(/\{\{.*?\}\}/g, '')).split(' ').length;
      assert.ok(count <= 350, `${count} words`);
    });
    for (const { title, found, expected } of examplesOf(sections, id)) {
      test(`${id}: the engine agrees about "${title}"`, () => {
        assert.deepEqual(found.map(({ rule }) => rule).sort(), [...expected].sort());
      });
    }
    test(`${id} asks two questions before it tells the answer`, () => {
      const asked = [...body.matchAll(/^\{\{question: ([\w-]+)\}\}$/gm)].map(([, question]) => question!);
      assert.equal(new Set(asked).size, 2);
      for (const question of asked) assert.equal(questions[question]?.section, id, question);
    });
  }

  test('let one shop grow, from an image to production, without an error on the way', () => {
    const inOrder = Object.entries(sections).sort(([, a], [, b]) => a.order - b.order);
    const examples = new Map<string, ShownExample>(
      inOrder.flatMap(([id]) => examplesOf(sections, id).map((each, i) => [`${id}/${i + 1}`, each] as const)),
    );
    const sourceOf = (at: string) => sections[at.split('/')[0]!]!.examples[Number(at.split('/')[1]) - 1]!;
    for (const last of ['best-practices/1', 'best-practices/2']) {
      const way: string[] = [];
      for (let at: string | undefined = last; at !== undefined; at = sourceOf(at).after) way.unshift(at);
      for (const at of way) assert.deepEqual(examples.get(at)!.found, [], at);
      const orders = way.map((at) => sections[at.split('/')[0]!]!.order);
      assert.deepEqual(
        orders,
        orders.toSorted((a, b) => a - b),
        way.join(', '),
      );
      assert.ok(way.length >= 3, `${way.length} steps`);
    }
    // Nothing else than the first step, the worker and the GPU begins from nothing.
    const whole = [...examples].filter(([, { file, changes }]) => file === 'task-definition.json' && !changes);
    assert.deepEqual(
      whole.map(([at]) => at),
      ['what-is-ecs/1', 'launch-types/3', 'ecs-or-eks/1'],
    );
  });

  test('mark exactly what has changed', () => {
    for (const id of Object.keys(sections))
      for (const { title, text, changes } of examplesOf(sections, id)) {
        if (!changes) continue;
        const lines = text.trimEnd().split('\n');
        const total = changes.runs.reduce((sum, { same, added }) => sum + same + added, 0);
        assert.equal(total, lines.length, title);
        assert.ok(
          changes.runs.some(({ added, removed }) => added + removed.length > 0),
          title,
        );
      }
  });
});

describe('exercises', () => {
  const all = Object.entries(exercises);
  const seriousIn = (texts: readonly string[]) => texts.flatMap((text) => seriousFindings(text));

  test('show what AWS shows, before anything is changed', () => {
    for (const [id, exercise] of all) {
      const { stoppedReason, deployment, events, logs } = symptomsOf(toIncident(exercise), exercise.shows);
      assert.ok(stoppedReason || deployment || events.length + logs.length > 0, id);
    }
  });

  test('are enough: 30, 10 that no finding reveals, 5 with a service, 3 with two files, two in each section', () => {
    const isService = ({ files }: (typeof all)[number][1]) => files.length > 1;
    const hidden = all.filter(([, { files }]) => seriousIn(textsAfter(files)).length === 0);
    assert.ok(all.length >= 30 && hidden.length >= 10, `${all.length}, ${hidden.length} hidden`);
    assert.ok(all.filter(([, exercise]) => isService(exercise)).length >= 5);
    for (const section of Object.keys(sections))
      assert.ok(all.filter(([, exercise]) => exercise.section === section).length >= 2, section);
  });

  for (const [id, exercise] of all) {
    const incident = toIncident(exercise);
    test(`${id} is solved by its solution, and not as it begins`, () => {
      assert.deepEqual(judge(incident, textsAfter(exercise.files, exercise.solution)).problems, []);
      assert.equal(judge(incident, textsAfter(exercise.files)).solved, false);
    });
    test(`${id} has two right ways, and ways that only look right`, () => {
      assert.ok(exercise.ways.length > 0 && exercise.wrong.length > 0);
    });
  }

  test('are without findings at the end', () => {
    for (const [id, exercise] of all)
      assert.deepEqual(seriousIn(textsAfter(exercise.files, exercise.solution)), [], id);
  });
});
