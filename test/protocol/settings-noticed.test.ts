/** A settings file that changes while documents are open: clients that watch no files say so in other ways. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Host } from '../../server/src/config/configs.ts';
import { Session, URI } from './session.ts';

const FILE = 'file:///workspace/.taskdef.json';
const TEXT = '{"pidMode": "hots", "containerDefinitions": []}';
const OFF = '{ "rules": { "unknown-value": "off" } }';

/** A machine with one file, whose readers wait where a test says so. */
class Machine implements Host {
  text: string | undefined;
  /** Called while a file is being read. */
  meanwhile = async (): Promise<void> => {};

  async readText(uri: string): Promise<string | undefined> {
    const text = uri === FILE ? this.text : undefined;
    await this.meanwhile();
    return text;
  }

  async exists(): Promise<boolean> {
    return false;
  }
}

async function rules(session: Session): Promise<unknown[]> {
  return (await session.pull(URI)).map(({ code }) => code);
}

describe('a settings file', () => {
  const document = { uri: FILE, languageId: 'json', version: 1, text: OFF };
  const told: Readonly<Record<string, (session: Session) => Promise<void>>> = {
    'that is saved': (session) =>
      session.client.sendNotification('textDocument/didSave', { textDocument: { uri: FILE } }),
    'that is opened': (session) => session.client.sendNotification('textDocument/didOpen', { textDocument: document }),
    'that is closed': (session) =>
      session.client.sendNotification('textDocument/didClose', { textDocument: { uri: FILE } }),
    'that is watched': (session) =>
      session.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: FILE, type: 1 }] }),
  };
  for (const [how, tell] of Object.entries(told)) {
    test(`${how} is read again`, async (t) => {
      const machine = new Machine();
      const session = await Session.start(t, { host: machine, workspaceFolders: ['file:///workspace'] });
      await session.open(TEXT);
      assert.ok((await rules(session)).includes('unknown-value'));
      machine.text = OFF;
      await tell(session);
      assert.ok(!(await rules(session)).includes('unknown-value'));
    });
  }

  // As the editor's own settings: half a word typed must not switch rules on and off.
  test('that is typed in counts only when it is saved', async (t) => {
    const machine = new Machine();
    const session = await Session.start(t, { host: machine, workspaceFolders: ['file:///workspace'] });
    await session.open(TEXT);
    await session.client.sendNotification('textDocument/didOpen', { textDocument: { ...document, text: '{}' } });
    await session.client.sendNotification('textDocument/didChange', {
      textDocument: { uri: FILE, version: 2 },
      contentChanges: [{ text: OFF }],
    });
    assert.ok((await rules(session)).includes('unknown-value'));
    machine.text = OFF;
    await session.client.sendNotification('textDocument/didSave', { textDocument: { uri: FILE } });
    assert.ok(!(await rules(session)).includes('unknown-value'));
  });

  test('that changes while it is read counts as it is then', async (t) => {
    const machine = new Machine();
    const session = await Session.start(t, { host: machine, workspaceFolders: ['file:///workspace'] });
    let reads = 0;
    machine.meanwhile = async () => {
      if (reads++ > 0) return;
      machine.text = OFF;
      await session.client.sendNotification('textDocument/didSave', { textDocument: { uri: FILE } });
      // Answered after the notification before it.
      await session.client.sendRequest('workspace/symbol', { query: '' });
    };
    await session.open(TEXT);
    assert.ok(!(await rules(session)).includes('unknown-value'));
    assert.ok(reads > 1, 'read again');
  });
});
