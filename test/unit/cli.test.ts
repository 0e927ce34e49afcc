/** `taskdef check` as people use it: what it prints, which files it takes, and what it does where it may not read or write. */
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folder, task, taskdef, taskdefAsNobody, WITH_ERROR } from './cli.ts';

interface Found {
  file: string;
  rule: string;
  path: string;
  severity: string;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
}

function json(args: readonly string[], options: Parameters<typeof taskdef>[1]): Found[] {
  const ran = taskdef(['check', '--format', 'json', ...args], options);
  return JSON.parse(ran.stdout) as Found[];
}

describe('what it prints', () => {
  test('place, severity, message and rule, the source line and a caret below the place', (t) => {
    const cwd = folder(t, {
      'taskdef.json': '{\n\t"family": "web", "pidMode": "hots",\n\t"containerDefinitions": []\n}\n',
    });
    const { stdout, status } = taskdef(['check', 'taskdef.json'], { cwd });
    assert.equal(status, 1);
    const lines = stdout.split('\n');
    assert.equal(lines[0], 'taskdef.json');
    const at = lines.findIndex((line) => line.includes('unknown-value'));
    assert.match(lines[at]!, /^ {2}2:30 {2}error +ECS does not know "hots".*unknown-value$/);
    const source = lines[at + 1]!;
    const caret = lines[at + 2]!;
    const column = source.indexOf('"hots"');
    assert.equal(caret.indexOf('^'), column);
    assert.equal(caret.slice(column).trimEnd(), '^^^^^^');
    assert.match(lines[at + 3]!, /fix: Write "host"/);
    assert.match(stdout, /1 task definition: \d+ errors?/);
    assert.ok(!stdout.includes('\u001B'), 'no colours where nobody looks');
  });

  test('places count UTF-16 code units from 0 in JSON, with a pointer to what is underlined', (t) => {
    const cwd = folder(t, {
      'taskdef.json':
        '\uFEFF{"family": "web", /* \u{1F433} */ "pidMode": "hots", "containerDefinitions": [{"name": "a b", "image": "x:1"}]}',
    });
    const found = json(['taskdef.json'], { cwd });
    const value = found.find(({ rule }) => rule === 'unknown-value');
    const text = readFileSync(join(cwd, 'taskdef.json'), 'utf8');
    assert.deepEqual(value?.range.start, { line: 0, character: text.indexOf('"hots"') });
    assert.equal(value.path, '/pidMode');
    assert.equal(found.find(({ rule }) => rule === 'wrong-format')?.path, '/containerDefinitions/0/name');
  });

  test('nothing but JSON on standard output in JSON, and an empty list where nothing is found', (t) => {
    const cwd = folder(t, { 'x.json': '{"openapi": "3.1.0"}' });
    assert.deepEqual(json(['.'], { cwd }), []);
    assert.deepEqual(json(['x.json'], { cwd }), []);
    assert.equal(taskdef(['check', '--format', 'json', 'x.json'], { cwd }).status, 2);
  });
});

const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  network_mode             = "bridge"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "web", image = "nginx:1.27" }])
}
`;

describe('which files it takes', () => {
  test('in a folder what detection accepts, by name and by content, and no more', (t) => {
    const cwd = folder(t, {
      'taskdef.json': WITH_ERROR,
      'deploy/prod.json': WITH_ERROR,
      'deploy/service.jsonc': `// ours\n${WITH_ERROR}`,
      'deploy/task-definition.json.tpl': WITH_ERROR.replace('"256"', '${cpu}'),
      'infra/ecs.tf': TERRAFORM,
      'infra/modules/main.tofu': TERRAFORM,
      'infra/network.tf': 'resource "aws_vpc" "main" {\n',
      'infra/terraform.tfvars': TERRAFORM,
      '.terraform/modules/ecs.tf': TERRAFORM,
      'deploy/notes.txt': WITH_ERROR,
      'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 2, "containerDefinitions": []}`,
      'package.json': '{"name": "x"}',
      'broken.json': '{"x": ',
      'node_modules/a/taskdef.json': WITH_ERROR,
      '.git/taskdef.json': WITH_ERROR,
    });
    symlinkSync(join(cwd, 'deploy'), join(cwd, 'link'));
    const files = new Set(
      json(['.'], { cwd })
        .filter(({ severity }) => severity === 'error')
        .map(({ file }) => file),
    );
    assert.deepEqual([...files].sort(), [
      'deploy/prod.json',
      'deploy/service.jsonc',
      'deploy/task-definition.json.tpl',
      'infra/ecs.tf',
      'infra/modules/main.tofu',
      'taskdef.json',
    ]);
  });

  test('a file that is named, whatever its name', (t) => {
    const cwd = folder(t, { 'notes.txt': WITH_ERROR });
    assert.ok(json(['notes.txt'], { cwd }).length > 0);
  });

  test('standard input', () => {
    const ran = taskdef(['check', '--format', 'json', '-'], { input: WITH_ERROR });
    assert.equal(ran.status, 1);
    assert.ok(
      (JSON.parse(ran.stdout) as Found[]).some(({ file, rule }) => file === '-' && rule === 'fargate-network-mode'),
    );
  });

  test('standard input that is called a file of Terraform', () => {
    const ran = taskdef(['check', '--format', 'json', '-', '--stdin-filename', 'main.tf'], { input: TERRAFORM });
    assert.equal(ran.status, 1);
    assert.ok(
      (JSON.parse(ran.stdout) as Found[]).some(
        ({ file, rule }) => file === 'main.tf' && rule === 'fargate-network-mode',
      ),
    );
  });

  test('a file of Terraform, and says where it could not be read', (t) => {
    const broken = TERRAFORM.replace('}])', '}');
    const cwd = folder(t, { 'ecs.tf': broken, 'ok.tf': TERRAFORM });
    const { stderr } = taskdef(['check', '.'], { cwd });
    assert.match(stderr, /ecs\.tf: Line 7 could not be read, so it is not checked\./);
    assert.doesNotMatch(stderr, /ok\.tf/);
  });

  test('several, and says which could not be read', (t) => {
    const cwd = folder(t, { 'taskdef.json': WITH_ERROR });
    const ran = taskdef(['check', '--format', 'json', 'missing.json', 'taskdef.json', 'nowhere/'], { cwd });
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /missing\.json: There is no such file/);
    assert.match(ran.stderr, /nowhere\/: There is no such file/);
    assert.ok((JSON.parse(ran.stdout) as Found[]).length > 0, 'the others are checked');
  });
});

describe('--fix', () => {
  const CPU_AS_NUMBER = task({ cpu: 256 });

  test('writes the file and leaves nothing else behind', (t) => {
    const cwd = folder(t, { 'taskdef.json': CPU_AS_NUMBER });
    chmodSync(join(cwd, 'taskdef.json'), 0o640);
    const ran = taskdef(['check', '--fix', 'taskdef.json'], { cwd });
    assert.equal(ran.status, 0, ran.stderr);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), CPU_AS_NUMBER.replace('"cpu": 256', '"cpu": "256"'));
    assert.equal(statSync(join(cwd, 'taskdef.json')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(cwd), ['taskdef.json']);
  });

  // What told the file apart is what the fix takes away; the fault that is left has no fix.
  const FOUND: Readonly<Record<string, string>> = {
    'a list whose one telling member is null':
      '[{"name":"web","image":"nginx:1.27","command":null,"ulimits":[{"name":"qqqqqq","softLimit":1,"hardLimit":2}]}]',
    'a list whose one telling member is empty':
      '[{"name":"web","image":"nginx:1.27","links":[],"user":"","ulimits":[{"name":"qqqqqq","softLimit":1,"hardLimit":2}]}]',
  };
  for (const [what, text] of Object.entries(FOUND)) {
    for (const args of [['--fix'], ['--fix=all'], ['--fix=all', '--dry-run']]) {
      test(`${args.join(' ')} goes on with a file that was found in a folder: ${what}`, (t) => {
        const cwd = folder(t, { 'x.json': text });
        const { status, stdout, stderr } = taskdef(['check', ...args, '.'], { cwd });
        assert.equal(status, 1);
        assert.match(`${stdout}${stderr}`, /1 error/);
        if (args.includes('--dry-run')) assert.match(stderr, /1 error and 0 warnings are left/);
      });
    }
  }

  test('does not touch a file that needs nothing', (t) => {
    const cwd = folder(t, { 'taskdef.json': task() });
    const before = statSync(join(cwd, 'taskdef.json'), { bigint: true });
    taskdef(['check', '--fix', '.'], { cwd });
    const after = statSync(join(cwd, 'taskdef.json'), { bigint: true });
    assert.deepEqual([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
  });

  test('leaves a broken file alone and says what is broken', (t) => {
    const broken = CPU_AS_NUMBER.slice(0, -10);
    const cwd = folder(t, { 'taskdef.json': broken });
    const ran = taskdef(['check', '--fix', 'taskdef.json'], { cwd });
    assert.equal(ran.status, 1);
    assert.match(ran.stderr, /never closed/);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), broken);
  });

  test('says so where the folder may not be written, and leaves nothing behind', (t) => {
    const cwd = folder(t, { 'taskdef.json': CPU_AS_NUMBER });
    chmodSync(join(cwd, 'taskdef.json'), 0o666);
    chmodSync(cwd, 0o555);
    const ran = taskdefAsNobody(t, ['check', '--fix', 'taskdef.json'], cwd);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /taskdef\.json: Not written\./);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), CPU_AS_NUMBER);
    assert.deepEqual(readdirSync(cwd), ['taskdef.json']);
    chmodSync(cwd, 0o755);
  });

  test('says so where the file may not be written', (t) => {
    const cwd = folder(t, { 'taskdef.json': CPU_AS_NUMBER });
    chmodSync(join(cwd, 'taskdef.json'), 0o444);
    chmodSync(cwd, 0o777);
    const ran = taskdefAsNobody(t, ['check', '--fix', 'taskdef.json'], cwd);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /taskdef\.json: Not written\./);
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), CPU_AS_NUMBER);
  });
});

describe('where it may not read', () => {
  test('a file, and a folder inside of the folder', (t) => {
    const cwd = folder(t, {
      'taskdef.json': WITH_ERROR,
      'secret.json': WITH_ERROR,
      'private/taskdef.json': WITH_ERROR,
    });
    chmodSync(join(cwd, 'secret.json'), 0o000);
    chmodSync(join(cwd, 'private'), 0o000);
    chmodSync(cwd, 0o755);
    const ran = taskdefAsNobody(t, ['check', '--format', 'json', '.'], cwd);
    chmodSync(join(cwd, 'private'), 0o755);
    assert.equal(ran.status, 2);
    assert.match(ran.stderr, /secret\.json: No permission to read it/);
    assert.match(ran.stderr, /private: No permission to read it/);
    assert.deepEqual([...new Set((JSON.parse(ran.stdout) as Found[]).map(({ file }) => file))], ['taskdef.json']);
  });
});
