/** Exercises: nothing is shown of what is wrong in their files, and the server says what comes of a deployment. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { CodeActionRequest, DocumentDiagnosticRequest, HoverRequest, InlayHintRequest } from 'vscode-languageserver';
import type { Course } from '../../server/src/course/course.ts';
import { DEPLOY_EXERCISE, type DeployExerciseResult, MUTE } from '../../server/src/protocol.ts';
import { Session } from './session.ts';

const COURSE = join(import.meta.dirname, '../../server/src/course/course.generated.json');
const { exercises } = JSON.parse(readFileSync(COURSE, 'utf8')) as Course;
const EXERCISE = exercises.find(({ id }) => id === 'cache-out-of-reach')!;
const [FILE] = EXERCISE.files as [Course['exercises'][number]['files'][number]];
const DOC = 'taskdef-file:/exercises/cache-out-of-reach/task-definition.json';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };

async function isQuiet(session: Session): Promise<boolean[]> {
  const textDocument = { uri: DOC };
  const { client } = session;
  const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  const context = { diagnostics: [] };
  const actions = await client.sendRequest(CodeActionRequest.type, { textDocument, range: WHOLE, context });
  const hints = await client.sendRequest(InlayHintRequest.type, { textDocument, range: WHOLE });
  const line = FILE.start.split('\n').findIndex((text) => text.includes('"CACHE_HOST"'));
  const position = { line, character: FILE.start.split('\n')[line]!.indexOf('"cache"') + 2 };
  const hover = await client.sendRequest(HoverRequest.type, { textDocument, position });
  return [
    report.kind === 'full' && report.items.length === 0,
    (actions ?? []).length === 0,
    (hints ?? []).length === 0,
    !/localhost/.test(JSON.stringify(hover ?? '')),
  ];
}

describe('an exercise', () => {
  test('shows no finding, fix or hint unless it is to', async (t) => {
    const session = await Session.start(t);
    await session.open(FILE.start, DOC);
    assert.deepEqual(await isQuiet(session), [true, true, true, true]);
    await session.client.sendNotification(MUTE, { uri: DOC, muted: false });
    const loud = await isQuiet(session);
    assert.deepEqual(loud.slice(0, 2), [false, false]);
    await session.client.sendNotification(MUTE, { uri: DOC, muted: true });
    assert.deepEqual(await isQuiet(session), [true, true, true, true]);
  });

  test('is deployed as its documents are now', async (t) => {
    const session = await Session.start(t);
    const deploy = (uris: readonly string[], exercise = EXERCISE.id) =>
      session.client.sendRequest<DeployExerciseResult | null>(DEPLOY_EXERCISE, { exercise, uris });
    await session.open(FILE.start, DOC);
    const failed = await deploy([DOC]);
    assert.equal(failed?.solved, false);
    assert.ok(failed.problems.length > 0 && failed.simulation);
    await session.open(FILE.solution, 'untitled:Untitled-2');
    assert.deepEqual(await deploy(['untitled:Untitled-2']).then((one) => [one?.solved, one?.problems]), [true, []]);
    assert.equal(await deploy([]), null);
    assert.equal(await deploy(['untitled:Untitled-9']), null);
    assert.equal(await deploy([DOC], '__proto__'), null);
  });
});
