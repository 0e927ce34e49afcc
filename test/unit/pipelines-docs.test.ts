/** docs/pipelines.md and the Dockerfile: what they say can be taken over as it is. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { cli, folder, task, taskdef, WITH_ERROR } from './cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCS = readFileSync(join(ROOT, 'docs/pipelines.md'), 'utf8');

interface Pattern {
  readonly regexp: string;
  readonly [field: string]: unknown;
}

/** The patterns of the problem matchers in the text. */
function patterns(): Pattern[] {
  const [github, editor] = [...DOCS.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, text]) => JSON.parse(text!) as unknown,
  );
  return [
    (github as { problemMatcher: [{ pattern: [Pattern] }] }).problemMatcher[0].pattern[0],
    (editor as { tasks: [{ problemMatcher: { pattern: Pattern } }] }).tasks[0].problemMatcher.pattern,
  ];
}

describe('the problem matchers', () => {
  test('find each finding at its place', (t) => {
    const cwd = folder(t, {
      'infra/task definition.json': WITH_ERROR,
      'a:1:2: error: b (c)/taskdef.json': task({}, { image: 'nginx:latest' }),
      'odd-taskdef.json': task({ networkMode: 'a:1:1: error: (b)' }),
    });
    const { stdout, status } = taskdef(['check', '--format', 'line', '.'], { cwd });
    assert.equal(status, 1);
    const lines = stdout.trimEnd().split('\n');
    assert.ok(lines.length >= 3);
    const line = WITH_ERROR.split('\n').findIndex((text) => text.includes('"bridge"')) + 1;
    for (const pattern of patterns()) {
      const found = lines.map((text) => {
        const match = new RegExp(pattern.regexp).exec(text);
        assert.ok(match, text);
        return (field: string) => match[pattern[field] as number];
      });
      const wrong = found.find((field) => field('code') === 'fargate-network-mode')!;
      assert.deepEqual(['file', 'line', 'severity'].map(wrong), ['infra/task definition.json', String(line), 'error']);
      assert.equal(wrong('message'), 'Fargate does not support networkMode "bridge": use "awsvpc"');
      const latest = found.find((field) => field('code') === 'image-latest-tag')!;
      assert.deepEqual([latest('severity'), latest('file')], ['warning', 'a:1:2: error: b (c)/taskdef.json']);
    }
  });
});

describe('the Dockerfile', () => {
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

  test('copies all that the program needs', (t) => {
    const image = folder(t);
    for (const [, from, to] of text.matchAll(/^COPY --from=build \/build\/(\S+) (\S+)$/gm)) {
      // The program as it is built here, all else as it is in the repository.
      const built = join(dirname(cli()), '..', from!);
      const source = [built, join(ROOT, from!)].find((path) => existsSync(path));
      // Here cli.js is the whole program; a build has the part that starts it apart.
      if (!source) assert.match(from!, /NOTICES|command-line/, 'comes with a build');
      else cpSync(source, join(image, to!), { recursive: true });
    }
    const [, command, program] = /^ENTRYPOINT \["(\w+)", "\/taskdef\/(\S+)"\]$/m.exec(text)!;
    assert.equal(command, 'node');
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(image, program!), ...args], { cwd, encoding: 'utf8', input: '' });
    assert.equal(run('check', '.').status, 1);
    assert.match(run('schema').stdout, /^\{\n {2}"\$schema"/);
    assert.equal(run('mcp').status, 0);
    writeFileSync(join(cwd, 'taskdef.json'), task());
    assert.equal(run('check', '.').status, 0);
  });

  test('leaves out what is made on the machine', () => {
    const left = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    for (const name of ['node_modules', 'dist', '.git']) assert.ok(left.includes(name));
  });
});
