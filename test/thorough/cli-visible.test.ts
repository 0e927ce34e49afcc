/** What files, names and the system say is text wherever it is printed: no terminal and no build server obeys it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Log } from 'sarif';
import { visible, visibleByNumber, withoutCommands } from '../../server/src/model/visible.ts';
import { ATTACKS, activeIn, assertHarmless, commandsIn, FORMATS } from '../attacks/hostile/terminal.ts';
import { folder, type Ran, task, taskdef, taskdefAsNobody } from '../unit/cli.ts';

const ROOT = join(import.meta.dirname, '../..');
describe('what a file holds', () => {
  for (const format of FORMATS) {
    test(`in ${format}`, (t) => {
      const files = ATTACKS.map((attack, i): [string, string] => [
        `${i}-taskdef.json`,
        task(
          { family: attack, networkMode: attack, [attack]: 1 },
          { name: attack, image: attack, dependsOn: [{ containerName: `${attack}!` }] },
        ),
      ]);
      const cwd = folder(t, Object.fromEntries(files));
      const ran = taskdef(['check', '--hints', '--format', format, '.'], { cwd });
      assert.equal(ran.status, 1, ran.stderr);
      assertHarmless(ran, format);
      if (format !== 'json') return;
      const messages = (JSON.parse(ran.stdout) as { message: string }[]).map(({ message }) => message).join('\n');
      assert.ok(messages.includes('##[error]pwned'), 'a program reads what was written');
    });

    test(`unquoted, in ${format}`, (t) => {
      const files = ATTACKS.map((attack, i): [string, string] => [
        `${i}-taskdef.json`,
        `{"containerDefinitions":[${attack}`,
      ]);
      const cwd = folder(t, Object.fromEntries(files));
      assertHarmless(taskdef(['check', '--format', format, '.'], { cwd }), format);
    });
  }
});

/** What a file system takes as a name. */
const NAMES = ATTACKS.map((attack) => attack.replaceAll('/', '_'));

describe('what a file is called', () => {
  for (const format of FORMATS) {
    test(`in ${format}`, (t) => {
      const cwd = folder(t, Object.fromEntries(NAMES.map((name) => [`${name}-taskdef.json`, task({ cpu: 256 })])));
      for (const named of [['.'], readdirSync(cwd).map((name) => name), NAMES.map((name) => `${name}/no.json`)])
        assertHarmless(taskdef(['check', '--format', format, '--', ...named], { cwd }), format);
    });
  }

  test('where the system refuses', (t) => {
    const cwd = folder(t);
    chmodSync(cwd, 0o777);
    for (const name of NAMES) {
      mkdirSync(join(cwd, name));
      writeFileSync(join(cwd, name, `a${name}-taskdef.json`), task({ cpu: 256 }), { mode: 0o666 });
      writeFileSync(join(cwd, name, '.taskdef.json'), '{}', { mode: 0o000 });
      chmodSync(join(cwd, name), 0o555);
    }
    const ran = taskdefAsNobody(t, ['check', '--fix', '.'], cwd);
    for (const name of NAMES) chmodSync(join(cwd, name), 0o777);
    assert.match(ran.stderr, /Not written\. You have no permission to write it/);
    assert.match(ran.stderr, /\.taskdef\.json: No permission to read it\./);
    assertHarmless(ran);
  });

  test('where it is too long, a folder or a file on the way', (t) => {
    const cwd = folder(t, { 'file.json': '{}' });
    for (const attack of NAMES) {
      for (const path of [`${attack}${'x'.repeat(300)}.json`, `file.json/${attack}`]) {
        const ran = taskdef(['check', '--', path], { cwd });
        assert.equal(ran.status, 2);
        assert.doesNotMatch(ran.stderr, /E[A-Z]{4,}:/, 'the words of the system hold the name once more');
        assertHarmless(ran);
      }
    }
  });
});

describe('what settings and baselines say', () => {
  for (const format of FORMATS) {
    test(`in ${format}`, (t) => {
      const settings = {
        ...Object.fromEntries(ATTACKS.map((attack) => [attack, 1])),
        rules: Object.fromEntries(ATTACKS.map((attack) => [attack, 'off'])),
      };
      const cwd = folder(t, { 'taskdef.json': task(), '.taskdef.json': JSON.stringify(settings) });
      const ran = taskdef(['check', '--format', format, '.'], { cwd });
      assert.match(ran.stderr, /There is no setting/);
      assert.match(ran.stderr, /There is no rule/);
      assertHarmless(ran, format);
    });
  }

  test('where they are no JSON', (t) => {
    for (const attack of ATTACKS) {
      const cwd = folder(t, {
        'taskdef.json': task(),
        '.taskdef.json': attack,
        'b.json': attack,
        'c.json': JSON.stringify({ [attack]: 1 }),
      });
      for (const baseline of ['b.json', 'c.json', `${attack.replaceAll('/', '_')}.json`, `c.json/${attack}`])
        for (const write of [[], ['--write-baseline']])
          assertHarmless(taskdef(['check', '--baseline', baseline, ...write, '.'], { cwd }));
      assertHarmless(taskdef(['check', '.'], { cwd }));
    }
  });
});

test('what the command line is given', () => {
  for (const attack of ATTACKS) {
    for (const args of [
      [attack],
      ['explain', attack],
      ['check', '--format', attack, '.'],
      ['check', '--max-warnings', attack, '.'],
      ['check', `--${attack}`],
      ['check', '--stdin-filename', attack, '-'],
      ['server', attack],
      ['rules', attack],
    ])
      assertHarmless(taskdef(args, { input: task({ networkMode: attack }) }));
  }
});

describe('settings and baselines are regular files of a sensible size', () => {
  const read = (t: TestContext, make: (path: string) => void): Ran => {
    const cwd = folder(t, { 'taskdef.json': task({ cpu: 256 }) });
    make(join(cwd, '.taskdef.json'));
    make(join(cwd, 'base.json'));
    const ran = taskdef(['check', '.'], { cwd });
    assert.equal(ran.status, 1, 'the check goes on');
    const withBaseline = taskdef(['check', '--baseline', 'base.json', '.'], { cwd });
    assert.equal(withBaseline.status, 2);
    assert.match(withBaseline.stderr, /^The baseline base\.json cannot be read\. It is/);
    return ran;
  };

  for (const device of ['/dev/zero', '/dev/urandom', '/dev/stdin', '/dev/null', '/dev/full']) {
    test(device, (t) => {
      assert.match(read(t, (path) => symlinkSync(device, path)).stderr, /\.taskdef\.json: It is no regular file/);
    });
  }

  test('a pipe that nobody writes to', (t) => {
    assert.match(read(t, (path) => execFileSync('mkfifo', [path])).stderr, /\.taskdef\.json: It is no regular file/);
  });

  test('a folder', (t) => {
    assert.match(read(t, (path) => mkdirSync(path)).stderr, /\.taskdef\.json: It is no regular file/);
  });

  test('one that is too large', (t) => {
    const large = (path: string) =>
      writeFileSync(path, `{${' '.repeat((path.endsWith('base.json') ? 64 : 1) * 1024 * 1024)}}`);
    assert.match(read(t, large).stderr, /\.taskdef\.json: It is larger than 1 MB, and is not read/);
  });

  test('one of just under the limit is read', (t) => {
    const settings = JSON.stringify({ rules: { 'wrong-type': 'off' } }).padEnd(1024 * 1024);
    const cwd = folder(t, { 'taskdef.json': task({ cpu: 256 }), '.taskdef.json': settings });
    const { stdout, stderr } = taskdef(['check', '.'], { cwd });
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /wrong-type/);
  });
});

describe('SARIF message strings', () => {
  const texts = [
    'x {0} y',
    '{',
    '}}{{',
    'a {TAG',
    '[a](https://evil.example)',
    '[a](1)',
    '[a] (2)',
    'a[0](b)',
    '\\[a](b\\)',
    'plain [a] text',
  ];

  /** A message as a reader of the format shows it: placeholders filled in, links followed. */
  function read(text: string): { shown: string; active: string[] } {
    const active: string[] = [];
    const shown = text
      .replaceAll(/\{\{|\}\}|\{(\d+)\}/g, (sign, placeholder?: string) => {
        if (placeholder !== undefined) active.push(sign);
        return sign.charAt(0);
      })
      .replaceAll(/(?<!\\)(?:\\\\)*\[(?:[^\]\\]|\\.)*\]\([^)]*\)/g, (link) => {
        active.push(link);
        return link;
      });
    // Backslashes are only written where something could be a link.
    return { shown: /\\[[\]]/.test(shown) ? shown.replaceAll(/\\([[\]\\])/g, '$1') : shown, active };
  }

  test('hold no placeholder and no link of the file', (t) => {
    const files = texts.map((text, i): [string, string] => [`${i}-taskdef.json`, task({ networkMode: text })]);
    const cwd = folder(t, Object.fromEntries(files));
    const { stdout } = taskdef(['check', '--hints', '--format', 'sarif', '.'], { cwd });
    const log = JSON.parse(stdout) as Log;
    const messages = log.runs[0]!.results!.flatMap(({ message, relatedLocations = [], fixes = [] }) => [
      message.text!,
      ...relatedLocations.map((related) => related.message!.text!),
      ...fixes.map((fix) => fix.description!.text!),
    ]);
    for (const message of messages) assert.deepEqual(read(message).active, [], message);
    for (const text of texts)
      assert.ok(
        messages.some((message) => read(message).shown.includes(`"${text}"`)),
        text,
      );
  });

  test('are left alone where nothing has to be escaped', (t) => {
    const cwd = folder(t, { 'taskdef.json': task({ networkMode: 'a [b] c' }) });
    const { stdout } = taskdef(['check', '--format', 'sarif', '.'], { cwd });
    assert.ok(stdout.includes('a [b] c'));
  });

  test('the reader of this test finds what it is to find', () => {
    assert.deepEqual(read('a {0} [b](c)').active, ['{0}', '[b](c)']);
    assert.deepEqual(read('a {{0}} \\[b\\](c)'), { shown: 'a {0} [b](c)', active: [] });
  });
});

test('nothing but the one output prints', () => {
  const sources = readdirSync(join(ROOT, 'server/src/cli'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  assert.ok(sources.length > 15);
  const printing =
    /\bconsole\b|\bprocess\.std(?:out|err)\b(?!\.on\()|\bwriteSync\(\s*[12]\b|\bfd\s*:\s*[12]\b|\/dev\/std/;
  assert.ok(printing.test('console.error(x)') && printing.test('process.stdout.write(x)'));
  const found = sources.filter(
    (name) => name !== 'output.ts' && printing.test(readFileSync(join(ROOT, 'server/src/cli', name), 'utf8')),
  );
  assert.deepEqual(found, []);
  // The type is given where text is made harmless, and nowhere else.
  const casts = sources.filter((name) =>
    /\bas (?:unknown as )?Printable\b/.test(readFileSync(join(ROOT, 'server/src/cli', name), 'utf8')),
  );
  assert.deepEqual(casts.sort(), ['show.ts', 'style.ts']);
});

describe('visible text', () => {
  test('has one sign for each character, so that markers below it fit', () => {
    for (const text of ['a\nb', '\u0000\u001B\u007F\u009B', '\u202Ex\u2066', '##[error]', '\u2028']) {
      assert.equal(visible(text).length, text.length, JSON.stringify(text));
      assert.equal(visible(visible(text)), visible(text));
    }
    for (const attack of ATTACKS.filter((each) => each.includes('#')))
      assert.deepEqual(commandsIn(visible(attack)), []);
    for (const attack of ATTACKS) assert.deepEqual(activeIn(visible(attack)), []);
  });

  test('leaves what people write', () => {
    for (const text of [
      'arn:aws:iam::111122223333:role/x',
      'naïve – “日本語” 👩‍💻',
      'a # b [c] ## d',
      '[x](y)',
      'שלום',
    ])
      assert.equal(visible(text), text);
  });

  test('is escaped in formats that can write a character by its number, but for their own breaks', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
    const escaped = visibleByNumber(`${all}\u{E0041}`, (code) => `<${code}>`);
    for (const character of [...all, '\uDB40'])
      if (activeIn(character).length > 0 || '\t\n\r'.includes(character))
        assert.equal(
          escaped.includes(`<${character.charCodeAt(0)}>`),
          !'\t\n\r'.includes(character),
          String(character.charCodeAt(0)),
        );
  });

  test('is no command after it was put together', () => {
    for (const line of [
      '::error::x',
      '  ::x::',
      '#'.concat('#[x]'),
      '\u200B::x::',
      '\uFEFF \u3000:\u200B:x',
      '\t:\u00AD:x',
    ]) {
      assert.deepEqual(commandsIn(withoutCommands(line)), []);
      assert.deepEqual(commandsIn(withoutCommands(`a\n${line}\nb`)), []);
    }
  });
});
