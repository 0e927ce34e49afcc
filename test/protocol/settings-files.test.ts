/** The built server beside settings files that are none. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const SERVER = join(import.meta.dirname, '../../dist/server/node.js');
const TASK = '{ "family": "web", "pidMode": "hots", "containerDefinitions": [] }';

interface Answered {
  readonly codes: readonly unknown[];
  readonly told: readonly string[];
  /** The most memory that the server had, in MB; undefined where the system does not say. */
  readonly memory: number | undefined;
}

/** What a server says of a document beside a settings file, and what it tells. */
async function ask(context: TestContext, make: (settings: string) => unknown, name = 'a'): Promise<Answered> {
  const parent = mkdtempSync(join(tmpdir(), 'taskdef-settings-'));
  context.after(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, name);
  mkdirSync(folder);
  make(join(folder, '.taskdef.json'));
  const server = spawn(process.execPath, [SERVER, '--stdio']);
  context.after(() => server.kill());
  const client = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  context.after(() => client.dispose());
  const told: string[] = [];
  client.onNotification(ShowMessageNotification.type, ({ message }) => {
    told.push(message);
  });
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await client.sendNotification(InitializedNotification.type, {});
  const uri = pathToFileURL(join(folder, 'taskdef.json')).href;
  await client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'json', version: 1, text: TASK },
  });
  const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  assert.equal(report.kind, 'full');
  const peak = /VmHWM:\s+(\d+)/.exec(
    process.platform === 'linux' ? readFileSync(`/proc/${server.pid}/status`, 'utf8') : '',
  );
  return {
    codes: (report as { items: { code?: unknown }[] }).items.map(({ code }) => code),
    told,
    memory: peak ? Number(peak[1]) / 1024 : undefined,
  };
}

describe('a settings file that is', { timeout: 60_000 }, () => {
  const OFF = JSON.stringify({ rules: { 'unknown-value': 'off' } });

  test('one of the usual size counts', async (t) => {
    const { codes, told } = await ask(t, (path) => writeFileSync(path, OFF));
    assert.ok(!codes.includes('unknown-value'));
    assert.deepEqual(told, []);
  });

  test('not there is nothing to tell', async (t) => {
    const { codes, told } = await ask(t, () => {});
    assert.ok(codes.includes('unknown-value'));
    assert.deepEqual(told, []);
  });

  const strange: readonly (readonly [name: string, make: (path: string) => unknown, reason: RegExp])[] = [
    ...['/dev/stdin', '/dev/zero', '/dev/urandom', '/dev/null'].map(
      (device) => [device, (path: string) => symlinkSync(device, path), /no regular file/] as const,
    ),
    ['a pipe', (path) => execFileSync('mkfifo', [path]), /no regular file/],
    ['a folder', (path) => mkdirSync(path), /no regular file/],
    ['a link in a circle', (path) => symlinkSync('.taskdef.json', path), /go in a circle/],
    ['too large', (path) => writeFileSync(path, OFF.padEnd(200 * 1024 * 1024)), /larger than 1 MB/],
  ];
  for (const [name, make, reason] of strange) {
    test(`${name} is not read, and told`, async (t) => {
      const { codes, told, memory } = await ask(t, make);
      assert.ok(codes.includes('unknown-value'), 'the document is judged all the same');
      assert.equal(told.length, 1);
      assert.match(told[0]!, /\.taskdef\.json: /);
      assert.match(told[0]!, reason);
      assert.ok(memory === undefined || memory < 200, `${memory} MB`);
    });
  }

  test('in a folder whose name is a link is told without the link', async (t) => {
    const { told } = await ask(t, (path) => mkdirSync(path), '[Update](command:workbench.action.quit)');
    assert.equal(told.length, 1);
    assert.match(told[0]!, /\[Update\] \(command:/);
  });
});
