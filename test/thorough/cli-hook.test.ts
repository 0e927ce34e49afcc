/** `taskdef hook`, as the assistants run it: a process that gets JSON on standard input. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { folder, type Ran, task, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';

const SILENT: Ran = { status: 0, stdout: '', stderr: '' };

function hook(cwd: string, input: unknown): Ran {
  return taskdef(['hook'], { cwd, input: typeof input === 'string' ? input : JSON.stringify(input) });
}

/** A folder with a file that ECS refuses, and one that it takes. */
function project(t: TestContext): string {
  return folder(t, { 'infra/taskdef.json': WITH_ERROR, 'infra/good-taskdef.json': task() });
}

describe('finds the file where each assistant says it', () => {
  const PATCH = '*** Begin Patch\n*** Update File: FILE\n@@\n-a\n+b\n*** End Patch';
  const INPUTS: readonly [name: string, input: (file: string, folder: string) => object][] = [
    [
      'Claude Code',
      (file, cwd) => ({ hook_event_name: 'PostToolUse', cwd, tool_name: 'Edit', tool_input: { file_path: file } }),
    ],
    [
      'VS Code, one file',
      (file, cwd) => ({
        hookEventName: 'PostToolUse',
        cwd,
        tool_name: 'create_file',
        tool_input: { filePath: file, content: '' },
      }),
    ],
    [
      'VS Code, several files',
      (file, cwd) => ({ cwd, tool_name: 'editFiles', tool_input: { files: ['README.md', file] } }),
    ],
    [
      'VS Code, several places',
      (file, cwd) => ({
        cwd,
        tool_input: { explanation: '', replacements: [{ filePath: file, oldString: 'a', newString: 'b' }] },
      }),
    ],
    [
      'VS Code, a patch',
      (file, cwd) => ({ cwd, tool_name: 'apply_patch', tool_input: { input: PATCH.replace('FILE', file) } }),
    ],
    ['Copilot', (file, cwd) => ({ cwd, toolName: 'edit', toolArgs: JSON.stringify({ path: file }) })],
    ['Codex', (file, cwd) => ({ cwd, tool_name: 'apply_patch', tool_input: { command: PATCH.replace('FILE', file) } })],
    [
      'Codex, a file that moves',
      (file, cwd) => ({ cwd, tool_input: { command: `*** Update File: a\n*** Move to: ${file}\n` } }),
    ],
    [
      'Cursor',
      (file, root) => ({ hook_event_name: 'afterFileEdit', file_path: file, edits: [], workspace_roots: [root] }),
    ],
    [
      'Gemini CLI',
      (file, cwd) => ({
        hook_event_name: 'AfterTool',
        cwd,
        tool_name: 'write_file',
        tool_input: { file_path: file, content: 'x' },
      }),
    ],
    ['Windsurf', (file) => ({ agent_action_name: 'post_write_code', tool_info: { file_path: file, edits: [] } })],
    [
      'Kiro',
      (file, cwd) => ({
        hook_event_name: 'postToolUse',
        cwd,
        tool_name: 'fs_write',
        tool_input: { path: file, operations: [] },
      }),
    ],
  ];
  for (const [name, input] of INPUTS) {
    test(name, (t) => {
      const cwd = project(t);
      const refused = hook(cwd, input(join(cwd, 'infra/taskdef.json'), cwd));
      assert.equal(refused.status, 2);
      assert.equal(refused.stdout, '');
      assert.match(
        refused.stderr,
        /^Amazon ECS would refuse infra\/taskdef\.json: 1 error\.\n\d+:\d+ fargate-network-mode: /,
      );
      assert.match(refused.stderr, /fix: .* becomes "\\"awsvpc\\""/);
      assert.deepEqual(hook(cwd, input(join(cwd, 'infra/good-taskdef.json'), cwd)), SILENT);
    });
  }

  test('from the folder that the input names, and as an address', (t) => {
    const cwd = project(t);
    assert.equal(hook('/', { cwd, tool_input: { file_path: 'infra/taskdef.json' } }).status, 2);
    assert.equal(hook('/', { workspace_roots: [cwd], file_path: 'infra/taskdef.json' }).status, 2);
    const { href } = pathToFileURL(join(cwd, 'infra/taskdef.json'));
    assert.equal(hook('/', { tool_input: { file_path: href } }).status, 2);
  });

  test('behind the text that was written, however long that is', (t) => {
    const cwd = project(t);
    const content = 'x'.repeat(17 * 1024 * 1024);
    assert.equal(hook(cwd, { tool_input: { content, file_path: 'infra/taskdef.json' } }).status, 2);
  });

  test('as an argument', (t) => {
    const cwd = project(t);
    assert.equal(taskdef(['hook', 'infra/taskdef.json'], { cwd }).status, 2);
    assert.deepEqual(taskdef(['hook', 'infra/good-taskdef.json'], { cwd }), SILENT);
    assert.equal(taskdef(['hook', 'infra/good-taskdef.json', 'infra/taskdef.json'], { cwd }).status, 2);
  });
});

describe('is silent', () => {
  test('on everything that ECS takes, or that is none of its business', (t) => {
    const cwd = folder(t, {
      'taskdef.json': WITH_WARNING,
      'package.json': '{ "name": "x", "version": 1 }',
      'notes.md': '# containerDefinitions',
      'big-taskdef.json': `${' '.repeat(1024 * 1024)}${WITH_ERROR}`,
      'off/taskdef.json': WITH_ERROR,
      'off/.taskdef.json': '{ "rules": { "fargate-network-mode": "off" } }',
      'template-taskdef.json': task({ networkMode: '${MODE}' }),
    });
    mkdirSync(join(cwd, 'folder-taskdef.json'));
    symlinkSync('nowhere', join(cwd, 'link-taskdef.json'));
    for (const file of [
      'taskdef.json',
      'package.json',
      'notes.md',
      'big-taskdef.json',
      'off/taskdef.json',
      'template-taskdef.json',
      'folder-taskdef.json',
      'link-taskdef.json',
      'nothing.json',
      '',
      '\0',
      'x'.repeat(10_000),
      '/dev/zero',
    ])
      assert.deepEqual(hook(cwd, { tool_input: { file_path: file } }), SILENT, file.slice(0, 40));
  });

  test('on every input that names no file', (t) => {
    const cwd = project(t);
    for (const input of [
      '',
      'no JSON',
      'null',
      '[]',
      '5',
      '{}',
      '{"tool_input":null}',
      '{"tool_input":{"file_path":5}}',
      '{"tool_input":{"command":"cat infra/taskdef.json"}}',
      '{"cwd":5,"file_path":{}}',
      '{"toolArgs":"{"}',
      '{"file_path":"file:%"}',
      `{"tool_input":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ])
      assert.deepEqual(hook(cwd, input), SILENT, input.slice(0, 60));
  });
});

describe('says at most 2 KB', () => {
  test('however many errors there are, and how many are left', (t) => {
    const containerDefinitions = Array.from({ length: 300 }, (_, i) => ({ name: `c ${i}`, image: 'a b' }));
    const cwd = folder(t, { 'taskdef.json': task({ containerDefinitions }) });
    const { status, stderr } = hook(cwd, { file_path: 'taskdef.json' });
    assert.equal(status, 2);
    assert.ok(Buffer.byteLength(stderr) <= 2048, `${Buffer.byteLength(stderr)} bytes`);
    const [, all] = /taskdef\.json: (\d+) errors/.exec(stderr)!;
    const [, left] = /and (\d+) more: taskdef check --format agent taskdef\.json\n$/.exec(stderr)!;
    assert.equal(stderr.split('\n').filter((line) => /^\d+:\d+ /.test(line)).length, Number(all) - Number(left));
  });

  test('of many files with long names and characters that do something', (t) => {
    const names = Array.from({ length: 60 }, (_, i) => `${'ä\u202E'.repeat(40)}${i}-taskdef.json`);
    const odd = task({ networkMode: '\u001B[31m\u202E##[error]', pidMode: '\n::error::x' });
    const cwd = folder(t, Object.fromEntries(names.map((name) => [name, odd])));
    const { status, stderr } = hook(cwd, { tool_input: { files: names } });
    assert.equal(status, 2);
    assert.ok(Buffer.byteLength(stderr) <= 2048, `${Buffer.byteLength(stderr)} bytes`);
    assert.doesNotMatch(stderr, /[\u0000-\u0009\u000B-\u001F\u202A-\u202E]|^::|##\[/m);
  });

  test('without the value of an environment variable', (t) => {
    const environment = { DB: 'hUnter2-vErySecret/9' };
    const cwd = folder(t, { 'taskdef.json': task({}, { environment }) });
    const { status, stderr } = hook(cwd, { file_path: 'taskdef.json' });
    assert.equal(status, 2);
    assert.doesNotMatch(stderr, /hUnter2/);
  });
});

test('changes nothing', (t) => {
  const cwd = project(t);
  hook(cwd, { tool_input: { file_path: 'infra/taskdef.json' } });
  assert.equal(readFileSync(join(cwd, 'infra/taskdef.json'), 'utf8'), WITH_ERROR);
});
