/** `taskdef check --format json`, and `pretty` beside it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis.ts';
import type { JsonFinding } from '../../server/src/cli/formats/json.ts';
import { editsOf } from '../../server/src/findings/fixes.ts';
import { applyEdits } from '../../server/src/syntax/edit.ts';
import { folder, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { badExamples, nasty, nastyTask, printed } from './cli-formats.ts';

describe('pretty', () => {
  test('prints nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const shown = printed('pretty', { [`::${name}`]: text });
        assert.doesNotMatch(shown, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
        assert.doesNotMatch(shown, /^\s*(?:::|##\[)/m);
      }),
      { numRuns: 150 },
    );
  });
});

describe('json', () => {
  const POSITION = {
    type: 'object',
    required: ['line', 'character'],
    additionalProperties: false,
    properties: { line: { type: 'integer', minimum: 0 }, character: { type: 'integer', minimum: 0 } },
  };
  const RANGE = {
    type: 'object',
    required: ['start', 'end'],
    additionalProperties: false,
    properties: { start: POSITION, end: POSITION },
  };
  const EDIT = {
    type: 'object',
    required: ['range', 'newText'],
    additionalProperties: false,
    properties: { range: RANGE, newText: { type: 'string' } },
  };
  const FIX = {
    type: 'object',
    required: ['title', 'safe', 'edits'],
    additionalProperties: false,
    properties: {
      title: { type: 'string', minLength: 1 },
      safe: { type: 'boolean' },
      fillIn: { type: 'array', items: { type: 'string' }, minItems: 1 },
      edits: { type: 'array', items: EDIT, minItems: 1 },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['file', 'rule', 'severity', 'message', 'path', 'range', 'fixes'],
      additionalProperties: false,
      properties: {
        file: { type: 'string' },
        rule: { type: 'string', minLength: 1 },
        severity: { enum: ['error', 'warning', 'info'] },
        message: { type: 'string', minLength: 1 },
        refusedBy: {
          enum: [
            'cli',
            'cloudformation',
            'terraform',
            'codedeploy',
            'codepipeline',
            'registration',
            'service',
            'start',
          ],
        },
        resource: { type: 'string', minLength: 1 },
        path: { type: 'string' },
        range: RANGE,
        fixes: { type: 'array', items: FIX },
      },
    },
  });

  function parse(text: string): JsonFinding[] {
    const found = JSON.parse(text) as JsonFinding[];
    assert.ok(validate(found), JSON.stringify(validate.errors?.slice(0, 3)));
    return found;
  }

  test('keeps its promise', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    const found = parse(taskdef(['check', '--format', 'json', '.'], { cwd }).stdout);
    const line = WITH_ERROR.split('\n').findIndex((text) => text.includes('bridge'));
    const character = WITH_ERROR.split('\n')[line]!.indexOf('"bridge"');
    const range = { start: { line, character }, end: { line, character: character + '"bridge"'.length } };
    assert.deepEqual(found, [
      {
        file: 'taskdef.json',
        rule: 'fargate-network-mode',
        severity: 'error',
        message: 'Fargate does not support networkMode "bridge": use "awsvpc"',
        refusedBy: 'registration',
        path: '/networkMode',
        range,
        fixes: [{ title: 'Set networkMode to "awsvpc"', safe: true, edits: [{ range, newText: '"awsvpc"' }] }],
      },
    ]);
  });

  test('holds to it with every rule, and each fix is the one of the engine', () => {
    const examples = badExamples();
    const found = parse(printed('json', examples));
    assert.ok(found.length > 300, `${found.length} findings`);
    let fixes = 0;
    for (const [file, source] of Object.entries(examples)) {
      const { document, findings } = analyse(source, file, 'asked');
      const text = TextDocument.create('', 'json', 0, source);
      const written = found.filter((one) => one.file === file);
      assert.equal(written.length, findings.length, file);
      for (const [i, { fixes: own }] of findings.entries())
        for (const [j, fix] of own.entries()) {
          const { title, safe, edits } = written[i]!.fixes[j]!;
          assert.equal(title, fix.title);
          assert.equal(safe, fix.preferred === true);
          assert.equal(TextDocument.applyEdits(text, [...edits!]), applyEdits(source, editsOf(document, fix)));
          fixes++;
        }
    }
    assert.ok(fixes > 300, `${fixes} fixes`);
  });

  test('says which words only the user knows', () => {
    const found = parse(printed('json', { 'a.json': WITH_WARNING }));
    const finding = found.find(({ rule }) => rule === 'image-latest-tag');
    const [fix] = finding!.fixes;
    assert.equal(fix!.safe, false);
    assert.deepEqual(fix!.fillIn, ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:TAG']);
    assert.match(fix!.edits![0]!.newText, /web:TAG/);
  });

  test('has hints only where they are asked for', (t) => {
    const cwd = folder(t, { 'taskdef.json': task() });
    const rules = (...options: string[]) =>
      parse(taskdef(['check', '--format', 'json', ...options, '.'], { cwd }).stdout).map(({ rule }) => rule);
    assert.deepEqual(rules(), []);
    assert.ok(rules('--hints').includes('security-readonly-root'));
  });

  test('leaves out who refuses where nobody does', () => {
    const found = parse(printed('json', badExamples()));
    const silent = found.filter((finding) => !('refusedBy' in finding));
    assert.ok(silent.some(({ rule }) => rule === 'image-latest-tag'));
    assert.deepEqual(
      silent.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});
