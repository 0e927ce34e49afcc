/** What must never happen, whatever files hold, wherever they are, and whenever the program ends. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { cli, folder, task, taskdef } from '../unit/cli.ts';

const ROOT = join(import.meta.dirname, '../..');
const NO_NETWORK = join(import.meta.dirname, '../unit/no-network.cjs');

/** One error with a safe fix: the cpu of a task is text. */
const BROKEN = task({ cpu: 256 });
const REPAIRED = task();

describe('nothing is fetched, sent or executed', () => {
  test('the guard refuses', () => {
    for (const code of [
      "require('net').connect(1)",
      "require('http').get('http://127.0.0.1:1')",
      "new (require('net').Socket)().connect(1)",
      "fetch('http://127.0.0.1:1')",
      "require('child_process').execSync('true')",
      "import('node:dns').then((dns) => dns.lookup('example.com', () => {}))",
    ]) {
      const { stderr } = spawnSync(process.execPath, ['--require', NO_NETWORK, '-e', code], { encoding: 'utf8' });
      assert.match(stderr, /^REFUSED /, code);
    }
  });

  test('by a check', () => {
    for (const format of ['pretty', 'line', 'json', 'agent', 'github', 'gitlab', 'sarif', 'junit']) {
      const { stderr, status } = taskdef(['check', '--format', format, 'examples'], {
        cwd: ROOT,
        node: ['--require', NO_NETWORK],
      });
      assert.equal(status, 1);
      assert.equal(stderr, '');
    }
  });

  test('by the server', async (t) => {
    const server = spawn(process.execPath, ['--require', NO_NETWORK, cli(), 'server', '--stdio']);
    t.after(() => server.kill());
    let stderr = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    t.after(() => client.dispose());
    client.listen();
    const { capabilities } = await client.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: pathToFileURL(ROOT).href,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await client.sendNotification(InitializedNotification.type, {});
    for (const name of readdirSync(join(ROOT, 'examples')).filter((file) => /\.jsonc?$/.test(file))) {
      const uri = pathToFileURL(join(ROOT, 'examples', name)).href;
      const text = readFileSync(join(ROOT, 'examples', name), 'utf8');
      await client.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'json', version: 1, text },
      });
      const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      assert.equal(report.kind, 'full');
      for (let line = 0; line < text.split('\n').length; line++) {
        const position = { line, character: 6 };
        await client.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
        if (capabilities.completionProvider)
          await client.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
        await client.sendRequest(CodeActionRequest.type, {
          textDocument: { uri },
          range: { start: position, end: position },
          context: { diagnostics: [] },
        });
      }
    }
    assert.equal(stderr, '');
  });
});

describe('--fix stays inside of what is named', () => {
  test('links in a folder are not followed', (t) => {
    const outside = folder(t, { 'taskdef.json': BROKEN, 'deep/taskdef.json': BROKEN });
    const cwd = folder(t, { 'in/taskdef.json': BROKEN });
    symlinkSync(join(outside, 'taskdef.json'), join(cwd, 'in/link-taskdef.json'));
    symlinkSync(join(outside, 'deep'), join(cwd, 'in/deep'));
    symlinkSync('..', join(cwd, 'in/up'));
    symlinkSync('loop', join(cwd, 'in/loop'));
    const { status, stderr } = taskdef(['check', '--fix', 'in'], { cwd });
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(join(cwd, 'in/taskdef.json'), 'utf8'), REPAIRED);
    for (const name of ['taskdef.json', 'deep/taskdef.json'])
      assert.equal(readFileSync(join(outside, name), 'utf8'), BROKEN);
  });

  test('a link that is named is not written through', (t) => {
    const outside = folder(t, { 'taskdef.json': BROKEN });
    const cwd = folder(t);
    symlinkSync(join(outside, 'taskdef.json'), join(cwd, 'taskdef.json'));
    const { status, stderr } = taskdef(['check', '--fix', 'taskdef.json'], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /symbolic link/);
    assert.equal(readFileSync(join(outside, 'taskdef.json'), 'utf8'), BROKEN);
    assert.ok(lstatSync(join(cwd, 'taskdef.json')).isSymbolicLink());
  });

  test('another name of the same file keeps what it had', (t) => {
    const outside = folder(t, { 'taskdef.json': BROKEN });
    const cwd = folder(t);
    linkSync(join(outside, 'taskdef.json'), join(cwd, 'taskdef.json'));
    taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), REPAIRED);
    assert.equal(readFileSync(join(outside, 'taskdef.json'), 'utf8'), BROKEN);
  });

  test('odd names are names', (t) => {
    const names = [
      '--fix-taskdef.json',
      '-taskdef.json',
      'a\nb-taskdef.json',
      '$(x)-taskdef.json',
      '%2e%2e-taskdef.json',
      '…\u202E-taskdef.json',
    ];
    const cwd = folder(t, Object.fromEntries(names.map((name) => [`sub/${name}`, BROKEN])));
    assert.equal(taskdef(['check', '--fix', '--', ...names], { cwd: join(cwd, 'sub') }).status, 0);
    assert.deepEqual(readdirSync(join(cwd, 'sub')).sort(), [...names].sort(), 'nothing else is left behind');
    for (const name of names) assert.equal(readFileSync(join(cwd, 'sub', name), 'utf8'), REPAIRED);
    assert.deepEqual(readdirSync(cwd), ['sub']);
  });

  test('permissions stay as they are', (t) => {
    const cwd = folder(t, { 'taskdef.json': BROKEN });
    chmodSync(join(cwd, 'taskdef.json'), 0o600);
    assert.equal(taskdef(['check', '--fix', '.'], { cwd }).status, 0);
    assert.equal(statSync(join(cwd, 'taskdef.json')).mode & 0o777, 0o600);
  });

  test('a file that is not UTF-8 is not written', (t) => {
    const bytes = Buffer.from(BROKEN.replace('"web"', '"café"'), 'latin1');
    const cwd = folder(t, { 'taskdef.json': bytes });
    const { status, stderr } = taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /not in UTF-8/);
    assert.deepEqual(readFileSync(join(cwd, 'taskdef.json')), bytes);
  });

  test('a byte order mark and Windows line ends stay', (t) => {
    const cwd = folder(t, { 'taskdef.json': `\uFEFF${BROKEN.replaceAll('\n', '\r\n')}` });
    taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(readFileSync(join(cwd, 'taskdef.json'), 'utf8'), `\uFEFF${REPAIRED.replaceAll('\n', '\r\n')}`);
  });
});

test('--fix that is killed leaves each file old or new', async (t) => {
  const names = Array.from({ length: 60 }, (_, i) => `f${i}-taskdef.json`);
  let [old, changed] = [0, 0];
  // The first run finds out how long it takes; the others end somewhere within that time.
  let longest = 0;
  for (const part of [undefined, 0.1, 0.4, 0.55, 0.65, 0.75, 0.85, 0.95]) {
    const cwd = folder(t, Object.fromEntries(names.map((name) => [name, BROKEN])));
    const begin = performance.now();
    const child = spawn(process.execPath, [cli(), 'check', '--fix', '.'], { cwd, stdio: 'ignore' });
    const timer = part && setTimeout(() => child.kill('SIGKILL'), longest * part);
    await once(child, 'exit');
    clearTimeout(timer);
    if (part === undefined) longest = performance.now() - begin;
    for (const name of names) {
      const text = readFileSync(join(cwd, name), 'utf8');
      assert.ok(text === BROKEN || text === REPAIRED, `${name} is neither: ${text.length} characters`);
      if (text === BROKEN) old++;
      else changed++;
    }
    // What a killed run leaves behind is no task definition to the next one, and in nobody's way.
    const again = taskdef(['check', '--fix', '.'], { cwd });
    assert.equal(again.status, 0, again.stderr);
    for (const name of names) assert.equal(readFileSync(join(cwd, name), 'utf8'), REPAIRED);
  }
  assert.ok(changed >= 60, 'the run that nobody ended repaired all');
  assert.ok(old > 0, 'a run that was ended left something to do');
  t.diagnostic(`${old} files old, ${changed} new`);
});

describe('bounded', () => {
  const MB = 1024 * 1024;
  const nested = (open: string, close: string) =>
    `{"containerDefinitions":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
  const cases: readonly [name: string, content: () => string | Buffer, message: RegExp][] = [
    ['lists 100,000 deep', () => nested('[', ']'), /nested more than 100 levels/],
    ['objects 100,000 deep', () => nested('{"a":', '}'), /nested more than 100 levels/],
    ['50 MB', () => `{"family":"${'y'.repeat(50 * MB)}"}`, /larger than 8 MB/],
    ['a line of 10 MB', () => `{"family":"${'y'.repeat(10 * MB)}"}`, /larger than 8 MB/],
    ['a line of 7 MB', () => `{"containerDefinitions":[],"family":"${'y'.repeat(7 * MB)}"}`, /family/],
    ['a million members', () => `{"containerDefinitions":[]${',"k":1'.repeat(1_000_000)}}`, /far too many values/],
    ['a million containers', () => `{"containerDefinitions":[{}${',{}'.repeat(1_000_000)}]}`, /far too many values/],
    ['NUL bytes', () => '{"containerDefinitions":[{"name":"a\0b"}]}\0\0', /binary file/],
    [
      'a NUL byte far behind',
      () => task({ family: `web${' '.repeat(5000)}\0` }).replace('\\u0000', '\0'),
      /control character/,
    ],
    ['UTF-16', () => Buffer.from(`\uFEFF${task()}`, 'utf16le'), /UTF-16/],
    ['escaped halves of pairs', () => task({ family: '\uD800' }), /family/],
    [
      'encoded halves of pairs',
      () => Buffer.from(task({ family: '#' }).replace('#', '\xED\xA0\x80'), 'latin1'),
      /not in UTF-8/,
    ],
    ['open brackets only', () => '{"containerDefinitions":'.padEnd(3 * MB, '['), /nested more than/],
    ['quotes only', () => '{"containerDefinitions":['.padEnd(MB, '"'), /error/],
    ['placeholders that never end', () => '{"containerDefinitions":['.padEnd(3 * MB, '${'), /error/],
    ['nothing', () => '', /The file is empty/],
  ];
  for (const [name, content, message] of cases) {
    test(name, (t) => {
      const cwd = folder(t, { 'taskdef.json': content() });
      // Memory beyond this ends the program with a message of V8, and time beyond that of taskdef() throws.
      const ran = taskdef(['check', '--format', 'sarif', 'taskdef.json'], { cwd, node: ['--max-old-space-size=400'] });
      assert.equal(ran.status, 1, ran.stderr.slice(0, 500));
      const said = JSON.parse(ran.stdout) as {
        runs: { results: { message: { text: string }; ruleId: string; level: string }[] }[];
      };
      const lines = said.runs[0]!.results.map((one) => `${one.level} ${one.ruleId}: ${one.message.text}`);
      assert.ok(
        lines.some((line) => message.test(line)),
        lines.slice(0, 5).join('\n').slice(0, 500),
      );
    });
  }

  test('standard input that never ends', (t) => {
    const { status, stdout, signal } = spawnSync(
      'sh',
      ['-c', `yes '{"a":' | '${process.execPath}' '${cli()}' check -`],
      { cwd: folder(t), encoding: 'utf8', timeout: 60_000 },
    );
    assert.equal(signal, null);
    assert.equal(status, 1);
    assert.match(stdout, /larger than 8 MB/);
  });

  test('a device that never ends', (t) => {
    const { status, stdout } = taskdef(['check', '/dev/zero'], { cwd: folder(t) });
    assert.equal(status, 1);
    assert.match(stdout, /larger than 8 MB/);
  });

  test('a reader that stops early', (t) => {
    const cwd = folder(t, Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}-taskdef.json`, BROKEN])));
    const { stderr, stdout } = spawnSync('sh', ['-c', `'${process.execPath}' '${cli()}' check --hints . | head -1`], {
      cwd,
      encoding: 'utf8',
    });
    assert.equal(stdout.split('\n').length, 2);
    assert.equal(stderr, '');
  });

  test('settings that are no file, or nonsense', (t) => {
    const cwd = folder(t, {
      'a/.taskdef.json/x': '',
      'a/taskdef.json': BROKEN,
      'b/.taskdef.json': '\0[{',
      'b/taskdef.json': BROKEN,
    });
    const { status, stderr } = taskdef(['check', '.'], { cwd });
    assert.equal(status, 1);
    assert.doesNotMatch(stderr, /^\s+at /m);
    writeFileSync(join(cwd, 'b/.taskdef.json'), '{"rules":{"wrong-type":"off"}}');
    assert.match(taskdef(['check', 'b'], { cwd }).stdout, /0 errors/);
  });
});
