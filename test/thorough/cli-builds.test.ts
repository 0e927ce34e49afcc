/** What build servers use: the GitHub Action and the pre-commit hooks, run as those run them; and the npm package. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { hasReadEnding } from '../../server/src/formats/file-names.ts';
import { cli, folder, type Ran, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';

const ROOT = join(import.meta.dirname, '../..');

function read(file: string): unknown {
  return parse(readFileSync(join(ROOT, file), 'utf8'));
}

/** A checkout of this repository in which the command line is built already. */
function checkout(context: TestContext): string {
  const root = folder(context);
  mkdirSync(join(root, 'server/tools'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  copyFileSync(join(ROOT, 'server/tools/taskdef.sh'), join(root, 'server/tools/taskdef.sh'));
  chmodSync(join(root, 'server/tools/taskdef.sh'), 0o755);
  copyFileSync(cli(), join(root, 'dist/cli.js'));
  return root;
}

function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Ran {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script],
    {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

describe('action.yml', () => {
  interface Action {
    inputs: Record<string, { default: string; description: string }>;
    runs: { steps: { run: string; shell: string; env: Record<string, string> }[] };
  }
  const { inputs, runs } = read('action.yml') as Action;

  function run(context: TestContext, cwd: string, given: Record<string, string> = {}): Ran {
    const [step, ...more] = runs.steps;
    assert.equal(more.length, 0);
    assert.doesNotMatch(step!.run, /\$\{\{/, 'inputs are no part of the script');
    const env: NodeJS.ProcessEnv = { GITHUB_ACTION_PATH: checkout(context), GITHUB_WORKSPACE: cwd };
    for (const [name, value] of Object.entries(step!.env)) {
      const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)!;
      env[name] = given[input!] ?? inputs[input!]!.default;
    }
    return bash(step!.run, cwd, env);
  }

  test('annotates the whole repository by default', (t) => {
    const ran = run(t, folder(t, { 'a/taskdef.json': WITH_ERROR, 'b/taskdef.json': WITH_WARNING }));
    assert.equal(ran.status, 1, ran.stderr);
    assert.match(ran.stdout, /^::error file=a\/taskdef\.json,/m);
    assert.match(ran.stdout, /^::warning file=b\/taskdef\.json,/m);
  });
  test('passes where nothing is wrong', (t) => {
    assert.equal(run(t, folder(t, { 'taskdef.json': task() })).status, 0);
  });
  test('takes all inputs', (t) => {
    const cwd = folder(t, {
      'a b/taskdef.json': WITH_WARNING,
      'c/taskdef.json': WITH_WARNING,
      'd/taskdef.json': WITH_ERROR,
    });
    const ran = run(t, cwd, { paths: 'a b\nc\n', format: 'sarif', output: 'out.sarif', 'max-warnings': '1' });
    assert.equal(ran.status, 1, ran.stderr);
    assert.equal(ran.stdout, '');
    const log = JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
    assert.equal(log.runs[0]!.results.length, 2);
    assert.doesNotMatch(run(t, cwd, { quiet: 'true' }).stdout, /::warning/);
    assert.match(run(t, cwd, { hints: 'true' }).stdout, /::notice/);
    assert.equal(run(t, cwd, { baseline: 'no.json' }).status, 2);
  });
  test('checks only the files that changed', (t) => {
    const cwd = folder(t, {
      'a/taskdef.json': WITH_ERROR,
      'b/taskdef.json': WITH_WARNING,
      'main.tf': 'resource "aws_s3_bucket" "b" {}',
      'package.json': '{}',
      'logo.png': '\0',
    });
    const changed = ['b/taskdef.json', 'main.tf', 'package.json', 'logo.png', 'deleted.json'].join('\n');
    const ran = run(t, cwd, { paths: changed, 'skip-others': 'true' });
    assert.equal(ran.status, 0, ran.stderr);
    assert.match(ran.stdout, /^::warning file=b\/taskdef\.json,/m);
    assert.doesNotMatch(ran.stdout, /a\/taskdef/);
    assert.equal(run(t, cwd, { paths: changed }).status, 2, 'each has to be a task definition otherwise');
    assert.equal(run(t, cwd, { paths: `${changed}\na/taskdef.json`, 'skip-others': 'true' }).status, 1);
  });
  test('fails for what a baseline does not have', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    taskdef(['check', '--baseline', 'known.json', '--write-baseline', '.'], { cwd });
    assert.equal(run(t, cwd, { baseline: 'known.json' }).status, 0);
    writeFileSync(join(cwd, 'other-taskdef.json'), WITH_ERROR);
    assert.equal(run(t, cwd, { baseline: 'known.json' }).status, 1);
  });
  test('runs nothing that an input holds', (t) => {
    const cwd = folder(t, { 'taskdef.json': task() });
    for (const evil of ['$(touch evil)', '`touch evil`', '"; touch evil; "', '--fix', "'; touch evil; '"]) {
      assert.equal(run(t, cwd, { paths: evil }).status, 2);
      assert.equal(run(t, cwd, { format: evil }).status, 2);
    }
    assert.ok(!existsSync(join(cwd, 'evil')));
  });
  test('says what each input is', () => {
    for (const { description } of Object.values(inputs)) assert.match(description, /\.$/);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks = read('.pre-commit-hooks.yaml') as { id: string; entry: string; files: string; language: string }[];

  test('runs on every file that may have a task definition in it', () => {
    for (const { files } of hooks) {
      const pattern = new RegExp(files.replace('(?i)', ''), 'i');
      for (const name of [
        ...[
          'task-definition.json',
          '.aws/task-definition.json',
          'ecs/TaskDef.jsonc',
          'a/container_definitions.json.tpl',
        ],
        ...[
          'taskdef.json',
          'x/task-def-prod.json.j2',
          'package.json',
          'a/tasks.json',
          'task-definition.yaml',
          'taskdef/a.json',
          'infra/main.tf',
          'template.yml',
          'README.md',
          'a.ts',
        ],
      ]) {
        assert.equal(pattern.test(name), hasReadEnding(name), name);
      }
    }
  });

  test('checks and repairs the files that it is given', (t) => {
    for (const { id, entry, language } of hooks) {
      assert.equal(language, 'script');
      const cwd = folder(t, { 'taskdef.json': task({ cpu: 256 }), 'package.json': '{}' });
      const [script, ...args] = entry.split(' ');
      const { status, stdout, stderr } = spawnSync(
        join(checkout(t), script!),
        [...args, 'taskdef.json', 'package.json'],
        {
          cwd,
          encoding: 'utf8',
        },
      );
      assert.equal(status, id === 'taskdef' ? 1 : 0, stdout + stderr);
      assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), task(id === 'taskdef' ? { cpu: 256 } : {}));
    }
  });
});

test('the npm package holds the command line, the server, the notices, the schemas, and nothing else', () => {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  assert.ok(stdout, stderr);
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files
    .map(({ path }) => path)
    .filter((path) => !/^(?:README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(path));
  // Before the first build there is nothing in it.
  const wanted = [
    'dist/THIRD_PARTY_NOTICES.txt',
    'dist/cli.js',
    'dist/command-line.js',
    'dist/server/node.js',
    'dist/server/server.js',
    'schemas/service-definition.schema.json',
    'schemas/task-definition.schema.json',
    'schemas/taskdef-settings.schema.json',
  ];
  assert.deepEqual(
    paths.sort(),
    wanted.filter((path) => existsSync(join(ROOT, path))),
  );
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  assert.deepEqual(bin, { taskdef: 'dist/cli.js' });
});
