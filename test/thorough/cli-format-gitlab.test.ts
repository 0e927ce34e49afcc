/** `taskdef check --format gitlab`: GitLab’s code quality report. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { folder, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { badExamples, printed } from './cli-formats.ts';

describe('gitlab', () => {
  const validate = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          additionalProperties: false,
          properties: {
            path: { type: 'string', minLength: 1 },
            lines: {
              type: 'object',
              required: ['begin'],
              additionalProperties: false,
              properties: { begin: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });
  interface Issue {
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }

  function parse(text: string): Issue[] {
    const issues = JSON.parse(text) as Issue[];
    assert.ok(validate(issues), JSON.stringify(validate.errors));
    return issues;
  }

  test('holds to its schema with every rule, and no two fingerprints are alike', () => {
    const issues = parse(printed('gitlab', badExamples()));
    assert.ok(issues.length > 300, `${issues.length} issues`);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
  });

  test('paths are seen from the repository, lines count from 1', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR });
    const { stdout, status } = taskdef(['check', '--format', 'gitlab', 'taskdef.json', 'no.json'], {
      cwd: join(cwd, 'infra'),
      env: { CI_PROJECT_DIR: cwd },
    });
    assert.equal(status, 2);
    const line = WITH_ERROR.split('\n').findIndex((text) => text.includes('bridge')) + 1;
    const found = new Map(parse(stdout).map((issue) => [issue.check_name, issue]));
    assert.deepEqual(found.get('fargate-network-mode')!.location, {
      path: 'infra/taskdef.json',
      lines: { begin: line },
    });
    assert.equal(found.get('fargate-network-mode')!.severity, 'critical');
    assert.deepEqual(found.get('not-checked')!.location, { path: 'infra/no.json', lines: { begin: 1 } });
  });

  test('recognises a finding after edits elsewhere', () => {
    const latestOf = (text: string) =>
      parse(printed('gitlab', { 'a.json': text })).find((issue) => issue.check_name === 'image-latest-tag');
    const latest = latestOf(WITH_WARNING)!;
    const moved = latestOf(JSON.stringify({ comment: 1, ...(JSON.parse(WITH_WARNING) as object) }))!;
    assert.equal(moved.fingerprint, latest.fingerprint);
    assert.notEqual(moved.location.lines.begin, latest.location.lines.begin);
  });
});
