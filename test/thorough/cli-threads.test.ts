/** A check of many files on several processors prints what one alone prints. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FormatName } from '../../server/src/cli/formats/index.ts';
import { type Ran, taskdef } from '../unit/cli.ts';
import { badExamples } from './cli-formats.ts';

const FORMATS: readonly FormatName[] = ['pretty', 'line', 'json', 'agent', 'github', 'sarif', 'junit', 'gitlab'];

/** What a program is told before it runs: how many processors there are, and whatever happens to a further thread. */
const machine = (processors: number, inThread = '') =>
  `require('node:os').availableParallelism = () => ${processors};
   const { isMainThread, parentPort } = require('node:worker_threads');
   if (!isMainThread) { ${inThread} }`;

describe('check with several threads', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'taskdef-threads-'));

  before(() => {
    const files: Record<string, string> = {};
    for (const [name, text] of Object.entries(badExamples()).slice(0, 450))
      files[name.replace('bad/', `${name.length % 7}/`)] = text;
    files['3/.taskdef.json'] = '{ "rules": { "unknown-rule": "off", "image-latest-tag": "error" } }';
    files['4/.taskdef.json'] = '{ "rules": ';
    files['4/infrastructure.tf'] = 'resource "aws_ecs_task_definition" "a" {\n  family = \n';
    files['6/nothing.json'] = '{ "a": 1 }';
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
  });
  after(() => rmSync(cwd, { recursive: true }));

  function check(args: readonly string[], preload: string): Ran {
    writeFileSync(join(cwd, 'preload.cjs'), preload);
    return taskdef(['check', ...args], { cwd, node: ['--require', './preload.cjs'] });
  }

  for (const format of FORMATS)
    test(`prints what one prints: ${format}`, () => {
      const args = ['--format', format, '6/nothing.json', 'missing.json', '.'];
      const alone = check(args, machine(1));
      assert.equal(alone.status, 2);
      assert.match(alone.stderr, /missing\.json: There is no such file/);
      assert.match(alone.stderr, /\.taskdef\.json: /);
      const { status, stdout, stderr } = check(args, machine(3));
      assert.equal(status, alone.status);
      assert.equal(stderr, alone.stderr);
      assert.ok(stdout === alone.stdout, 'the output differs');
    });

  test('uses further threads for many files, and none for few', () => {
    const loud = machine(3, "require('node:fs').writeSync(2, 'a thread\\n');");
    assert.equal(check(['--quiet', '.'], loud).stderr.match(/a thread/g)?.length, 2);
    assert.doesNotMatch(check(['--quiet', '3'], loud).stderr, /a thread/);
    assert.doesNotMatch(check(['--baseline', 'b.json', '--write-baseline', '.'], loud).stderr, /a thread/);
  });

  test('takes over what a thread leaves undone', () => {
    const alone = check(['--format', 'json', '.'], machine(1));
    for (const fate of [
      'process.exit(3);',
      "parentPort.once('message', () => process.exit(3));",
      "parentPort.once('message', () => { throw new Error('lost'); });",
      "let n = 0; parentPort.on('message', () => { if (++n === 3) process.exit(0); });",
    ]) {
      const { status, stdout, stderr } = check(['--format', 'json', '.'], machine(3, fate));
      assert.deepEqual([status, stderr], [alone.status, alone.stderr], fate);
      assert.ok(stdout === alone.stdout, fate);
    }
  });
});
