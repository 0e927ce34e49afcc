/** What the options of the command line do, and with which status it ends. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { JsonFinding } from '../../server/src/cli/formats/json.ts';
import { refusalText } from '../../server/src/model/refusal.ts';
import { CATALOGUE } from '../../server/src/rules/catalogue.ts';
import { cli, folder, type RunOptions, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';

/** The rules of the findings that are no mere hints. */
function rules(args: readonly string[], options: RunOptions): string[] {
  const { stdout } = taskdef(['check', '--format', 'json', ...args], options);
  const quiet = new Set(CATALOGUE.filter((entry) => entry.quiet).map(({ id }) => id));
  return (JSON.parse(stdout) as JsonFinding[]).map(({ rule }) => rule).filter((rule) => !quiet.has(rule));
}

describe('exit status', () => {
  const cases: readonly [name: string, files: Record<string, string>, args: string[], status: number][] = [
    ['nothing found', { 'taskdef.json': task() }, ['check', '.'], 0],
    ['a warning', { 'taskdef.json': WITH_WARNING }, ['check', '.'], 0],
    ['an error', { 'taskdef.json': WITH_ERROR }, ['check', '.'], 1],
    ['an error, quietly', { 'taskdef.json': WITH_ERROR }, ['check', '--quiet', '.'], 1],
    ['as many warnings as allowed', { 'taskdef.json': WITH_WARNING }, ['check', '--max-warnings', '1', '.'], 0],
    ['too many warnings', { 'taskdef.json': WITH_WARNING }, ['check', '--max-warnings', '0', '.'], 1],
    ['too many warnings, quietly', { 'taskdef.json': WITH_WARNING }, ['check', '--quiet', '--max-warnings=0', '.'], 1],
    ['no task definition in a folder', { 'x.json': '{}' }, ['check', '.'], 0],
    ['a named file that is something else', { 'x.json': '{"openapi": 1}' }, ['check', 'x.json'], 2],
    ['a file that is missing, and an error', { 'taskdef.json': WITH_ERROR }, ['check', 'taskdef.json', 'no.json'], 2],
    ['an unknown option', {}, ['check', '--verbose', '.'], 2],
    ['an unknown format', {}, ['check', '--format', 'xml', '.'], 2],
    ['an unknown command', {}, ['lint'], 2],
    ['no command', {}, [], 2],
    ['nothing to check', {}, ['check'], 2],
    ['a number that is none', {}, ['check', '--max-warnings', 'many', '.'], 2],
    ['a negative number', {}, ['check', '--max-warnings=-1', '.'], 2],
    ['a baseline that is missing', { 'taskdef.json': task() }, ['check', '--baseline', 'b.json', '.'], 2],
    ['a baseline that is none', { 'b.json': '[]' }, ['check', '--baseline', 'b.json', '.'], 2],
    ['--write-baseline alone', {}, ['check', '--write-baseline', '.'], 2],
    ['--stdin-filename without standard input', {}, ['check', '--stdin-filename', 'a.json', '.'], 2],
    ['--fix of standard input as SARIF', {}, ['check', '--fix', '--format', 'sarif', '-'], 2],
    ['help', {}, ['--help'], 0],
    ['help of check', {}, ['check', '--help'], 0],
    ['the version', {}, ['--version'], 0],
    ['all rules', {}, ['rules'], 0],
    ['explain', {}, ['explain', 'image-latest-tag'], 0],
    ['explain of what is no rule', {}, ['explain', 'image-latest'], 2],
    ['explain of nothing', {}, ['explain'], 2],
    ['a server with an unknown option', {}, ['server', '--tcp'], 2],
  ];
  for (const [name, files, args, status] of cases) {
    test(`${status}: ${name}`, (t) => {
      const ran = taskdef(args, { cwd: folder(t, files) });
      assert.equal(ran.status, status, ran.stderr);
      if (status === 2) assert.match(ran.stderr, /^\S.*[.?]/, 'says why');
      assert.doesNotMatch(ran.stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
    });
  }
});

describe('a hint that the settings name', () => {
  const run = (t: Parameters<typeof folder>[0], setting: string) => {
    const settings = JSON.stringify({ rules: { 'security-non-root': setting } });
    return taskdef(['check', '.'], { cwd: folder(t, { 'taskdef.json': task(), '.taskdef.json': settings }) });
  };
  test('is as serious as they say', (t) => {
    const { stdout, status } = run(t, 'error');
    assert.match(stdout, /error +.*security-non-root/);
    assert.equal(status, 1);
  });
  test('is shown at its own severity, too, where they name that', (t) => {
    assert.match(run(t, 'info').stdout, /info +.*security-non-root/);
    assert.doesNotMatch(run(t, 'off').stdout, /security-non-root/);
  });
});

describe('--quiet', () => {
  test('shows errors only', (t) => {
    const cwd = folder(t, { 'a-taskdef.json': WITH_ERROR, 'b-taskdef.json': WITH_WARNING });
    assert.deepEqual(rules(['.'], { cwd }), ['fargate-network-mode', 'image-latest-tag']);
    assert.deepEqual(rules(['--quiet', '.'], { cwd }), ['fargate-network-mode']);
    const { stdout } = taskdef(['check', '--quiet', '.'], { cwd });
    assert.match(stdout, /bridge/);
    assert.doesNotMatch(stdout, /image-latest-tag/);
    assert.match(stdout, /1 error, 1 warning/, 'and counts all');
  });
});

describe('standard input', () => {
  test('is called as --stdin-filename says', (t) => {
    const settings = JSON.stringify({
      overrides: [{ files: ['legacy/**'], rules: { 'fargate-network-mode': 'off' } }],
    });
    const cwd = folder(t, { '.taskdef.json': settings });
    assert.deepEqual(rules(['-'], { cwd, input: WITH_ERROR }), ['fargate-network-mode']);
    assert.deepEqual(rules(['--stdin-filename', 'legacy/taskdef.json', '-'], { cwd, input: WITH_ERROR }), []);
    const { stdout } = taskdef(['check', '--format', 'github', '--stdin-filename', 'new/taskdef.json', '-'], {
      cwd,
      input: WITH_ERROR,
    });
    assert.match(stdout, /^::error file=new\/taskdef\.json,/);
    assert.ok(!existsSync(join(cwd, 'new')), 'no such file is needed or made');
  });
  test('comes out repaired with --fix, whether or not there was something to repair', (t) => {
    const cwd = folder(t);
    for (const input of [task({ cpu: 256 }), task()]) {
      const { stdout, status } = taskdef(['check', '--fix', '--stdin-filename', 'taskdef.json', '-'], { cwd, input });
      assert.equal(stdout, task());
      assert.equal(status, 0);
    }
    assert.ok(!existsSync(join(cwd, 'taskdef.json')));
  });
});

describe('--baseline', () => {
  const write = (cwd: string, ...paths: string[]) =>
    taskdef(['check', '--baseline', 'known.json', '--write-baseline', ...paths], { cwd });

  test('hides what is known and nothing else', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    assert.equal(write(cwd, '.').status, 0);
    const before = taskdef(['check', '--baseline', 'known.json', '.'], { cwd });
    assert.equal(before.status, 0, before.stdout);
    assert.match(before.stdout, /0 errors.*more in the baseline/);
    writeFileSync(join(cwd, 'taskdef.json'), task({ networkMode: 'bridge', pidMode: 'hots' }));
    assert.deepEqual(rules(['--baseline', 'known.json', '.'], { cwd }), ['unknown-value']);
  });

  test('holds while lines move and containers come and go', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_WARNING });
    write(cwd, '.');
    const one = JSON.parse(WITH_WARNING) as { containerDefinitions: { name: string }[] };
    const web = one.containerDefinitions[0]!;
    writeFileSync(
      join(cwd, 'taskdef.json'),
      JSON.stringify({ ...one, containerDefinitions: [{ ...web, name: 'new' }, web] }),
    );
    assert.deepEqual(rules(['--baseline', 'known.json', '.'], { cwd }), ['image-latest-tag'], 'that of the new one');
  });

  test('says which entries are not needed any more, and drops them', (t) => {
    const cwd = folder(t, { 'a-taskdef.json': WITH_ERROR, 'b-taskdef.json': WITH_WARNING });
    write(cwd, '.');
    writeFileSync(join(cwd, 'a-taskdef.json'), task());
    const { stderr } = taskdef(['check', '--baseline', 'known.json', '.'], { cwd });
    assert.match(stderr, /known\.json: 1 entry is no longer needed/);
    write(cwd, 'a-taskdef.json');
    const text = readFileSync(join(cwd, 'known.json'), 'utf8');
    assert.doesNotMatch(text, /fargate-network-mode/);
    assert.match(text, /"b-taskdef\.json"/, 'files that were not checked keep theirs');
    rmSync(join(cwd, 'b-taskdef.json'));
    write(cwd, 'a-taskdef.json');
    assert.doesNotMatch(readFileSync(join(cwd, 'known.json'), 'utf8'), /b-taskdef/, 'files that are gone do not');
  });

  test('is the same from any folder, and from one run to the next', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR });
    write(cwd, '.');
    const first = readFileSync(join(cwd, 'known.json'), 'utf8');
    write(cwd, '.');
    assert.equal(readFileSync(join(cwd, 'known.json'), 'utf8'), first);
    assert.deepEqual(rules(['--baseline', '../known.json', 'taskdef.json'], { cwd: join(cwd, 'infra') }), []);
  });

  test('two of a kind are two', (t) => {
    const cwd = folder(t, { 'taskdef.json': task({ requiresCompatibilities: ['FARGATE', 'X'] }) });
    write(cwd, '.');
    writeFileSync(join(cwd, 'taskdef.json'), task({ requiresCompatibilities: ['FARGATE', 'X', 'Y'] }));
    assert.deepEqual(rules(['--baseline', 'known.json', '.'], { cwd }), ['unknown-value']);
  });

  test('--fix leaves what is known alone', (t) => {
    const before = task({ cpu: 256 });
    const cwd = folder(t, { 'taskdef.json': before });
    write(cwd, '.');
    taskdef(['check', '--baseline', 'known.json', '--fix', '.'], { cwd });
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), before);
    taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), task());
  });
});

describe('explain', () => {
  test('has a page for every rule, with everything the rule says', (t) => {
    const cwd = folder(t);
    // One program for all would not show that each ends well; a few stand for the rest.
    for (const { id, title, rule, refusedBy } of CATALOGUE.filter((_, i) => i % 40 === 0)) {
      const { stdout, status, stderr } = taskdef(['explain', id], { cwd });
      assert.equal(status, 0, stderr);
      const text = stdout.replaceAll(/\s+/g, ' ');
      assert.ok(text.startsWith(id));
      assert.ok(text.includes(title.replaceAll('`', '')), title);
      if (rule) assert.ok(text.includes(rule.source.checked));
      const refusal = refusalText(refusedBy)?.slice(0, -1);
      assert.equal(text.includes(' Refused '), refusal !== undefined, id);
      if (refusal) assert.ok(text.includes(refusal), id);
      if (rule?.rejection) assert.ok(text.includes(rule.rejection.replaceAll(/\s+/g, ' ')), rule.rejection);
    }
  });
  test('suggests what was meant, without the list of options', (t) => {
    const { stderr } = taskdef(['explain', 'fargate-network-mod'], { cwd: folder(t) });
    assert.match(stderr, /Did you mean "fargate-network-mode"\?\s*$/);
  });
});

describe('output that cannot be written', () => {
  const noDevice = !existsSync('/dev/full') && 'this system has no /dev/full';

  test('ends with 2 and a sentence', { skip: noDevice }, (t) => {
    const path = folder(t, { 'task-definition.json': '{ "family": "web", "containerDefinitions": [] }' });
    const full = openSync('/dev/full', 'w');
    try {
      for (const format of ['pretty', 'line', 'json', 'agent', 'github', 'gitlab', 'sarif', 'junit']) {
        const { status, stderr } = spawnSync(process.execPath, [cli(), 'check', '--hints', '--format', format, path], {
          stdio: ['ignore', full, 'pipe'],
          encoding: 'utf8',
        });
        assert.equal(status, 2, format);
        assert.match(stderr, /^The output could not be written\. [^\n]+\n$/, format);
      }
      const { status } = spawnSync(process.execPath, [cli(), 'check', path], { stdio: ['ignore', full, full] });
      assert.equal(status, 2);
    } finally {
      closeSync(full);
    }
  });

  test('a port that is none is refused in a sentence', () => {
    for (const port of ['99999', 'abc', '', '0', '-1']) {
      const { status, stderr } = taskdef(['server', `--socket=${port}`]);
      assert.equal(status, 2, port);
      assert.ok(!/\bat \S+:\d+/.test(stderr), `no stack: ${stderr}`);
    }
  });
});
