/** `taskdef check --format github`: annotations of GitHub Actions. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { folder, taskdef, WITH_ERROR, WITH_WARNING } from '../unit/cli.ts';
import '../unit/arbitraries.ts';
import { checked, nasty, nastyTask, printed } from './cli-formats.ts';

describe('github', () => {
  /** Workflow commands of the output as the runner reads them, and the lines that are none. */
  function parse(text: string): {
    commands: { name: string; properties: Record<string, string>; message: string }[];
    rest: string[];
  } {
    const commands = [];
    const rest = [];
    for (const line of text.split(/\r\n|\r|\n/)) {
      const [, name, list, message] = /^::(\S+) (.*?)::(.*)$/.exec(line.trimStart()) ?? [];
      if (name === undefined) rest.push(line);
      else {
        const properties = Object.fromEntries(
          list!.split(',').map((one) => {
            const at = one.indexOf('=');
            return [one.slice(0, at), unescapeValue(one.slice(at + 1))];
          }),
        );
        commands.push({ name, properties, message: unescapeValue(message!) });
      }
    }
    return { commands, rest };
  }

  function unescapeValue(text: string): string {
    return text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  }

  test('annotates lines and columns from 1', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR, 'infra/b-taskdef.json': WITH_WARNING });
    const { stdout, status } = taskdef(['check', '--format', 'github', 'infra'], { cwd });
    assert.equal(status, 1);
    const { commands } = parse(stdout);
    assert.deepEqual(
      commands.map(({ name, properties }) => [name, properties.file, properties.title]),
      [
        ['warning', 'infra/b-taskdef.json', 'image-latest-tag'],
        ['error', 'infra/taskdef.json', 'fargate-network-mode'],
      ],
    );
    const { line, col, endLine, endColumn } = commands[1]!.properties;
    const source = WITH_ERROR.split('\n')[Number(line) - 1]!;
    assert.equal(endLine, line);
    assert.equal(source.slice(Number(col) - 1, Number(endColumn)), '"bridge"');
  });

  test('paths are seen from the repository', (t) => {
    const cwd = folder(t, { 'infra/taskdef.json': WITH_ERROR });
    const { stdout } = taskdef(['check', '--format', 'github', 'taskdef.json'], {
      cwd: join(cwd, 'infra'),
      env: { GITHUB_WORKSPACE: cwd },
    });
    assert.equal(parse(stdout).commands[0]!.properties.file, 'infra/taskdef.json');
  });

  test('a finding is one command, whatever files hold and are called', () => {
    fc.assert(
      fc.property(nasty, nastyTask, (name, text) => {
        const file = `a/${name}`;
        const { commands, rest } = parse(printed('github', { [file]: text }));
        assert.equal(commands.length, checked(file, text).findings.length);
        assert.equal(rest.length, 1, 'the summary');
        const known = ['file', 'line', 'endLine', 'col', 'endColumn', 'title'];
        for (const { properties } of commands)
          assert.deepEqual(
            Object.keys(properties).filter((key) => !known.includes(key)),
            [],
          );
      }),
      { numRuns: 150 },
    );
  });

  test('what could not be checked is an error of its own', (t) => {
    const { stdout, status } = taskdef(['check', '--format', 'github', 'no.json'], { cwd: folder(t) });
    assert.equal(status, 2);
    assert.match(stdout, /^::error file=no\.json,title=Not checked::no\.json: There is no such file/);
  });
});
