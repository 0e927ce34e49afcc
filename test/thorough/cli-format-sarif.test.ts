/** `taskdef check --format sarif`: for code scanning. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import fc from 'fast-check';
import type { Log, Region } from 'sarif';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { catalogueEntry } from '../../server/src/rules/catalogue.ts';
import { folder, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { badExamples, nasty, nastyTask, printed } from './cli-formats.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('sarif', () => {
  // The schema as published with the standard. It is written in draft 4 and uses nothing that later drafts changed.
  const {
    $schema: _,
    id: __,
    ...schema
  } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as Record<string, unknown>;
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    // One of its patterns is not valid with the flag `u`.
    unicodeRegExp: false,
    formats: {
      // A character that no URI has is what a program gets wrong.
      uri: (text: string) => URL.canParse(text) && !/[\s\\<>"{}|^`]/.test(text),
      'uri-reference': (text: string) => !/[\s\\<>"{}|^`]|%(?![0-9A-Fa-f]{2})/.test(text),
      'date-time': true,
    },
  });
  const validate = ajv.compile(schema);

  function parse(text: string): Log {
    const log = JSON.parse(text) as Log;
    assert.ok(validate(log), ajv.errorsText(validate.errors, { separator: '\n' }));
    return log;
  }

  test('the schema refuses what is wrong', () => {
    const log = JSON.parse(printed('sarif', { 'a.json': WITH_ERROR })) as Log;
    log.runs[0]!.results![0]!.level = 'fatal' as never;
    assert.ok(!validate(log));
  });

  test('holds to its schema with every rule', () => {
    const [run] = parse(printed('sarif', badExamples())).runs;
    const ids = run!.tool.driver.rules!.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'each rule once');
    assert.ok(ids.length > 150, `${ids.length} rules`);
    for (const result of run!.results!) assert.equal(ids[result.ruleIndex!], result.ruleId);
  });

  test('says of each error who refuses the file, and of each rule that has such', () => {
    const [run] = parse(printed('sarif', badExamples())).runs;
    for (const { level, ruleId, properties } of run!.results!)
      if (level === 'error')
        assert.match(
          String(properties?.refusedBy),
          /^(cli|cloudformation|terraform|codedeploy|codepipeline|registration|service|start)$/,
          ruleId,
        );
    for (const { id, properties } of run!.tool.driver.rules!)
      assert.equal(properties?.refusedBy, catalogueEntry(id)!.refusedBy, id);
  });

  test('holds to its schema whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const log = parse(printed('sarif', { [`a/${name}`]: text }, (format) => format.problem?.(name, name)));
        assert.equal(log.runs[0]!.invocations![0]!.executionSuccessful, false);
      }),
      { numRuns: 150 },
    );
  });

  test('says where, how bad, and what would repair it', (t) => {
    const cwd = folder(t, { 'infra/task definition.json': WITH_ERROR });
    const { stdout, status } = taskdef(['check', '--format', 'sarif', 'infra'], { cwd });
    assert.equal(status, 1);
    const [run] = parse(stdout).runs;
    assert.equal(run!.columnKind, 'utf16CodeUnits');
    assert.equal(run!.invocations![0]!.exitCode, 1);
    assert.equal(run!.originalUriBaseIds!.SRCROOT!.uri, `${pathToFileURL(cwd).href}/`);
    const [result, ...more] = run!.results!;
    assert.equal(more.length, 0);
    assert.equal(result!.ruleId, 'fargate-network-mode');
    assert.equal(result!.level, 'error');
    const place = result!.locations![0]!.physicalLocation!;
    assert.deepEqual(place.artifactLocation, { uri: 'infra/task%20definition.json', uriBaseId: 'SRCROOT' });
    assert.equal(region(WITH_ERROR, place.region!), '"bridge"');
    const [change] = result!.fixes![0]!.artifactChanges;
    let repaired = WITH_ERROR;
    for (const { deletedRegion, insertedContent } of [...change!.replacements].reverse()) {
      const text = TextDocument.create('', '', 0, repaired);
      const [from, to] = offsets(text, deletedRegion);
      repaired = repaired.slice(0, from) + insertedContent!.text + repaired.slice(to);
    }
    assert.equal(repaired, task());
  });

  test('recognises a finding after edits elsewhere', () => {
    const print = (text: string) =>
      parse(printed('sarif', { 'a.json': text })).runs[0]!.results!.map((result) => result.partialFingerprints);
    const sidecar = { name: 'sidecar', image: 'public.ecr.aws/docker/library/busybox:1.36.1', essential: false };
    const one = JSON.parse(WITH_WARNING) as { containerDefinitions: object[] };
    const two = { comment: 1, ...one, containerDefinitions: [sidecar, ...one.containerDefinitions] };
    const [latest] = print(WITH_WARNING);
    assert.ok(latest);
    assert.ok(print(JSON.stringify(two)).some((found) => JSON.stringify(found) === JSON.stringify(latest)));
  });

  test('tells what could not be checked', (t) => {
    const { stdout, stderr, status } = taskdef(['check', '--format', 'sarif', 'no.json'], { cwd: folder(t) });
    assert.equal(status, 2);
    assert.match(stderr, /no\.json: There is no such file/);
    const [invocation] = parse(stdout).runs[0]!.invocations!;
    assert.equal(invocation!.executionSuccessful, false);
    assert.match(invocation!.toolExecutionNotifications![0]!.message.text!, /no such file/);
  });

  function offsets(text: TextDocument, { startLine, startColumn, endLine, endColumn }: Region): [number, number] {
    return [
      text.offsetAt({ line: startLine! - 1, character: startColumn! - 1 }),
      text.offsetAt({ line: endLine! - 1, character: endColumn! - 1 }),
    ];
  }
  function region(source: string, at: Region): string {
    return source.slice(...offsets(TextDocument.create('', '', 0, source), at));
  }
});
