/**
 * The course says everything in its own words. The text that its facts come from is not part of the repository: name it
 * by TASKDEF_LESSON_SOURCE, or keep it in `shared` beside the project.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = process.env.TASKDEF_LESSON_SOURCE ?? join(ROOT, '../shared/lesson-source.txt');
const COURSE = join(ROOT, 'server/src/course');

/** So many words in a row are no coincidence. */
const RUN = 6;

/** Runs that consist of names only. */
const NAMES: readonly string[] = [];

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
}

function* runs(text: string): Generator<string> {
  const all = words(text);
  for (let i = 0; i + RUN <= all.length; i++) yield all.slice(i, i + RUN).join(' ');
}

function files(): string[] {
  return readdirSync(COURSE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('coverage.yaml'))
    .map((name) => join(COURSE, name));
}

/** Each run of a text that the source has, too. */
function copied(text: string, source: ReadonlySet<string>): string[] {
  return [...runs(text)].filter((run) => source.has(run) && !NAMES.includes(run));
}

test('a run of six words is found', () => {
  const source = new Set(runs('It keeps the number of tasks that you asked for.'));
  assert.deepEqual(copied('ECS keeps the number of tasks that differ', source), ['keeps the number of tasks that']);
  assert.deepEqual(copied('ECS keeps a number of tasks', source), []);
});

test('no text has six words in a row of the source', {
  skip: existsSync(SOURCE) ? false : `the source is not on this machine: set TASKDEF_LESSON_SOURCE`,
}, () => {
  const source = new Set(runs(readFileSync(SOURCE, 'utf8')));
  assert.ok(source.size > 500);
  const found = files().flatMap((file) =>
    copied(readFileSync(file, 'utf8'), source).map((run) => `${file.slice(COURSE.length + 1)}: ${run}`),
  );
  assert.deepEqual(found, []);
});
