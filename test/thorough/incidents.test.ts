/** Exercises cannot be got around: only their right ways solve them. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
import { judge } from '../../server/src/features/course/judge.ts';
import { textsAfter } from '../../server/tools/course/files.ts';
import { toIncident } from '../../server/tools/course/incidents.ts';
import { readCourse } from '../../server/tools/course/read.ts';
import { byComments, byQuickFixes, byStandIns, byValues, type Mutant } from './incident-mutants.ts';

/** Where to write what was tried on each exercise; not at all if it is not set. */
const { TABLE, ONLY } = process.env;
const rows: string[] = [];

const all = Object.entries(readCourse().exercises).filter(([id]) => !ONLY || ONLY.split(',').includes(id));

for (const [id, exercise] of all) {
  describe(`the exercise ${id}`, () => {
    const incident = toIncident(exercise);
    const names = exercise.files.map(({ name }) => name);
    const starts = textsAfter(exercise.files);
    const solved = textsAfter(exercise.files, exercise.solution);
    const isSolved = ({ texts }: Mutant) => judge(incident, texts).solved;
    const counts = new Map<string, number>();
    const refuses = (kind: string, mutants: readonly Mutant[]) => {
      counts.set(kind, mutants.length);
      assert.deepEqual(
        mutants.filter(isSolved).map(({ title }) => title),
        [],
      );
    };

    test('is not solved as it begins', () => assert.equal(judge(incident, starts).solved, false));
    test('is solved by its solution, without a comment', () => {
      const { problems, comments } = judge(incident, solved);
      assert.deepEqual([...problems, ...comments], []);
    });
    for (const { title, edits } of exercise.ways)
      test(`is solved as well: ${title}`, () => {
        assert.deepEqual(judge(incident, textsAfter(exercise.files, edits)).problems, []);
      });
    for (const { title, edits } of exercise.wrong)
      test(`is not solved: ${title}`, () => {
        assert.equal(judge(incident, textsAfter(exercise.files, edits)).solved, false);
      });
    test('gives each comment on a poor way', () => {
      const given = exercise.ways.flatMap(({ edits }) => judge(incident, textsAfter(exercise.files, edits)).comments);
      for (const { says } of exercise.poor ?? []) assert.ok(given.includes(says), says);
    });
    test('is not solved by quick fixes', () => refuses('quick fixes', byQuickFixes(names, starts)));
    test('is not solved by comments', () => refuses('comments', byComments(starts)));
    test('is not solved with a stand-in in any place', () => refuses('stand-ins', byStandIns(solved)));
    test('is not solved with any other value', () => refuses('values', byValues(solved, exercise.free ?? [])));
    test('is not solved by an empty or a broken file', () => {
      for (const text of ['', '{}', starts[0]!.slice(0, -4)])
        assert.equal(judge(incident, solved.with(0, text)).solved, false);
    });
    after(() => {
      const hidden = analysesOf(names, starts) === 0 ? 'none' : String(analysesOf(names, starts));
      const tried = ['quick fixes', 'comments', 'stand-ins', 'values'].map((kind) => counts.get(kind) ?? 0);
      rows.push(
        `| ${id} | ${exercise.section} | ${names.length} | ${hidden} | ${tried.join(' | ')} | ${exercise.ways.length + 1} | ${exercise.wrong.length} |`,
      );
    });
  });
}

/** How many errors and warnings the files begin with. */
function analysesOf(names: readonly string[], texts: readonly string[]): number {
  return texts
    .flatMap((text, i) => analyse(text, names[i]!, 'asked').findings)
    .filter(({ severity }) => severity !== 'info').length;
}

after(() => {
  if (!TABLE) return;
  const head =
    '| incident | section | files | static findings | quick fixes refused | comments refused | stand-ins refused | changed values refused | right ways | wrong ways refused |\n|---|---|---|---|---|---|---|---|---|---|';
  writeFileSync(TABLE, `${head}\n${rows.join('\n')}\n`);
});
