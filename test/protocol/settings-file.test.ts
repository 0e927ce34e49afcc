/** What quick fixes write into `.taskdef.json`: one object that holds all of them, whatever was there and whoever reads it. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseConfig } from '../../server/src/config/config.ts';
import { READ_TEXT } from '../../server/src/protocol.ts';
import { PUSH, Session } from './session.ts';

const CONFIG = 'file:///workspace/.taskdef.json';
const TEXT = `{
  "family": "web",
  "cpu": 256,
  "containerDefinitions": [{ "name": "web", "image": "nginx:latest", "memory": 512, "port": 5 }]
}
`;
/** Where something stands that can be turned off. */
const PLACES = ['256', 'nginx:latest', '"port"'];

/** A folder, and a client that applies edits to it as the protocol says. */
class Folder {
  readonly files = new Map<string, string>();
  apply({ changes = {}, documentChanges = [] }: WorkspaceEdit): void {
    for (const change of documentChanges) {
      if ('textDocument' in change) this.write(change.textDocument.uri, change.edits as never);
      else {
        assert.ok('uri' in change && change.kind === 'create');
        if (this.files.has(change.uri) && !change.options?.ignoreIfExists)
          throw new Error(`${change.uri} is there already`);
        if (!this.files.has(change.uri)) this.files.set(change.uri, '');
      }
    }
    for (const [uri, edits] of Object.entries(changes)) this.write(uri, edits);
  }
  private write(uri: string, edits: Parameters<typeof TextDocument.applyEdits>[1]): void {
    const document = TextDocument.create(uri, 'json', 0, this.files.get(uri) ?? '');
    this.files.set(uri, TextDocument.applyEdits(document, edits));
  }
}

/** Who reads the files: the server itself, or the client for it. No client of these tells of changes. */
const READERS = {
  'the server reads': (t: TestContext, { files }: Folder) =>
    Session.start(t, {
      workspaceFolders: ['file:///workspace'],
      host: { readText: async (uri) => files.get(uri), exists: async () => false },
    }),
  'a client that waits for diagnostics': (t: TestContext, { files }: Folder) =>
    Session.start(t, {
      capabilities: PUSH,
      workspaceFolders: ['file:///workspace'],
      host: { readText: async (uri) => files.get(uri), exists: async () => false },
    }),
  'the client reads': async (t: TestContext, { files }: Folder) => {
    const session = await Session.start(t, {
      workspaceFolders: ['file:///workspace'],
      initializationOptions: { readsFiles: true },
    });
    session.client.onRequest(READ_TEXT, ({ uri }: { uri: string }) => files.get(uri) ?? null);
    return session;
  },
};

async function offers(session: Session, words: string, title: RegExp): Promise<WorkspaceEdit[]> {
  const actions = await session.codeActions(session.range(words), ['quickfix']);
  return actions.flatMap(({ title: said, edit }) => (title.test(said) && edit ? [edit] : []));
}

for (const [reader, start] of Object.entries(READERS)) {
  describe(`quick fixes in a row, where ${reader}`, () => {
    const before = {
      'there is none': undefined,
      'it is empty': '',
      'it is blank': '\n\n  \n',
      'it is an empty object': '{}',
      'it has rules': '{\n  "rules": { "log-missing": "off" }\n}\n',
      'it has comments': '// ours\n{\n  "rules": {\n    "log-missing": "off" // why\n  } /* x */\n}\n',
      'it has trailing commas': '{"overrides": [{"rules": {"log-missing": "off"},},],}',
      'it has a null': '{"rules": null}',
    };
    for (const [name, text] of Object.entries(before)) {
      test(`${name}: each is added to what is there`, async (t) => {
        const folder = new Folder();
        if (text !== undefined) folder.files.set(CONFIG, text);
        const session = await start(t, folder);
        await session.open(TEXT);
        for (const [i, words] of PLACES.entries()) {
          // The first is off by the time the second is asked for, so each place takes one way.
          const [edit] = await offers(session, words, i % 2 === 0 ? /^Switch off / : /^Ignore .* at this place/);
          assert.ok(edit, words);
          folder.apply(edit);
          const config = parseConfig(folder.files.get(CONFIG)!);
          assert.deepEqual(config.problems, [], folder.files.get(CONFIG));
          const old = parseConfig(text?.trim() ? text : '{}');
          assert.equal(config.rules.size + config.overrides.length, old.rules.size + old.overrides.length + i + 1);
        }
        for (const comment of text?.match(/\/\/.*|\/\*.*?\*\//g) ?? [])
          assert.ok(folder.files.get(CONFIG)!.includes(comment));
      });
    }
  });
}

test('of two that were made for the same state, the second makes no second object', async (t) => {
  const folder = new Folder();
  const session = await READERS['the server reads'](t, folder);
  await session.open(TEXT);
  const [first] = await offers(session, PLACES[0]!, /^Switch off /);
  const [second] = await offers(session, PLACES[1]!, /^Switch off /);
  folder.apply(first!);
  assert.throws(() => folder.apply(second!), /is there already/);
  assert.equal(parseConfig(folder.files.get(CONFIG)!).rules.size, 1);
});

test('what is open and not saved is what is edited', async (t) => {
  const folder = new Folder();
  folder.files.set(CONFIG, '{}');
  const session = await READERS['the server reads'](t, folder);
  await session.open(TEXT);
  await session.open('{\n  "rules": { "log-missing": "off" }\n}\n', CONFIG);
  const [edit] = await offers(session, PLACES[0]!, /^Switch off /);
  const { rules } = parseConfig(session.after(edit, CONFIG));
  assert.deepEqual([...rules.keys()], ['log-missing', 'wrong-type']);
});

test('a settings file that is broken, or holds something else, is not written into', async (t) => {
  for (const text of ['{"rules": {}}{}', '{"rules": {', '[]', '"x"', '{"rules": [1], "overrides": {"a": 1}}']) {
    const folder = new Folder();
    folder.files.set(CONFIG, text);
    const session = await READERS['the server reads'](t, folder);
    await session.open(TEXT);
    assert.deepEqual(await offers(session, PLACES[0]!, /\.taskdef\.json$/), [], text);
  }
});

describe('what is wrong with a settings file is told of the file', () => {
  const OVERRIDE = '{"overrides": [{"file": ["x"], "rules": {"wrong-type": "off"}}]}';
  for (const [reader, start] of Object.entries(READERS)) {
    test(`where ${reader}, until it is mended`, async (t) => {
      const folder = new Folder();
      folder.files.set(CONFIG, OVERRIDE);
      const session = await start(t, folder);
      await session.open(TEXT);
      await session.quickFixes('256');
      const told = await session.nextPublished(CONFIG);
      assert.match(told.diagnostics.map(({ message }) => message).join(), /^Override 1 is ignored: there is no "file"/);
      folder.files.set(CONFIG, '{}');
      await session.quickFixes('256');
      assert.deepEqual((await session.nextPublished(CONFIG)).diagnostics, []);
    });

    test(`where ${reader}, until it is gone`, async (t) => {
      const folder = new Folder();
      folder.files.set(CONFIG, '{"rules": {');
      const session = await start(t, folder);
      await session.open(TEXT);
      await session.quickFixes('256');
      assert.match(
        String((await session.nextPublished(CONFIG)).diagnostics[0]!.message),
        /^The file is not valid JSON/,
      );
      folder.files.delete(CONFIG);
      await session.quickFixes('256');
      assert.deepEqual((await session.nextPublished(CONFIG)).diagnostics, []);
    });
  }
});
