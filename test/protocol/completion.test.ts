/** Completion as a client gets it: over messages, in broken text, with what the client can do, and documentation later. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit,
} from 'vscode-languageserver/node';
import { PULL, Session, textAt, URI } from './session.ts';

const SNIPPETS: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        insertTextModeSupport: { valueSet: [InsertTextMode.asIs, InsertTextMode.adjustIndentation] },
      },
    },
  },
};

/** Opens a text without its mark `|`; returns what is offered at the mark. */
async function at(session: Session, marked: string, typed?: string, uri = URI): Promise<CompletionItem[]> {
  const offset = marked.indexOf('|');
  await session.open(marked.slice(0, offset) + marked.slice(offset + 1), uri);
  const answer = await session.client.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: session.document(uri).positionAt(offset),
    context: typed
      ? { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: typed }
      : { triggerKind: CompletionTriggerKind.Invoked },
  });
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}

function labelled(items: readonly CompletionItem[], label: string): CompletionItem {
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is among ${items.map((other) => other.label).join(', ')}`);
  return item;
}

describe('completion', () => {
  test('is announced with what triggers it', async (t) => {
    const { capabilities } = (await Session.start(t)).initialized;
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters, ['"', ':', ' ']);
    assert.equal(capabilities.completionProvider?.resolveProvider, true);
  });

  test('replaces the half-typed key with its quotes', async (t) => {
    const session = await Session.start(t, { capabilities: SNIPPETS });
    const items = await at(session, '{\n  "family": "ä😀",\n  "cpu": "256",\n  "mem|"\n}');
    const { textEdit, insertTextFormat, filterText, kind } = labelled(items, 'memory');
    assert.ok(textEdit && 'range' in textEdit);
    assert.equal(textAt(session.document(), textEdit.range), '"mem"');
    assert.equal(textEdit.newText, '"memory": "${1}"');
    assert.equal(insertTextFormat, InsertTextFormat.Snippet);
    assert.equal(kind, CompletionItemKind.Property);
    assert.ok(filterText?.startsWith('"mem'), 'the quote is part of what is compared');
  });

  test('counts characters as the protocol does', async (t) => {
    const session = await Session.start(t);
    const items = await at(session, '{ "family": "😀", "networkMode": "aw|" }');
    const { textEdit } = labelled(items, 'awsvpc');
    assert.ok(textEdit && 'range' in textEdit);
    assert.equal(textAt(session.document(), textEdit.range), '"aw"');
  });

  test('adds the comma that is missing before it', async (t) => {
    const session = await Session.start(t);
    const items = await at(session, '{\n  "family": "a" // mine\n  "|"\n}');
    const { textEdit, additionalTextEdits } = labelled(items, 'cpu');
    const after = session.after({ changes: { [URI]: [textEdit as TextEdit, ...additionalTextEdits!] } });
    assert.equal(after, '{\n  "family": "a", // mine\n  "cpu": ""\n}');
  });

  test('has the client indent a skeleton of several lines', async (t) => {
    const session = await Session.start(t, { capabilities: SNIPPETS });
    const items = await at(session, '{\n    "|"\n}');
    assert.equal(labelled(items, 'volumes').insertTextMode, InsertTextMode.adjustIndentation);
    assert.match((labelled(items, 'volumes').textEdit as TextEdit).newText, /\n {4}\{/, 'in the unit of the file');
    assert.equal(labelled(items, 'family').insertTextMode, undefined);
  });

  test('opens the list again only where the client can', async (t) => {
    const plain = await Session.start(t, { capabilities: SNIPPETS });
    assert.equal(labelled(await at(plain, '{ "|" }'), 'networkMode').command, undefined);
    const able = await Session.start(t, { capabilities: SNIPPETS, initializationOptions: { suggestCommand: true } });
    const items = await at(able, '{ "|" }');
    assert.equal(labelled(items, 'networkMode').command?.command, 'editor.action.triggerSuggest');
    assert.equal(labelled(items, 'family').command, undefined);
  });

  test('is quiet on a space, except behind a colon', async (t) => {
    const session = await Session.start(t);
    assert.deepEqual(await at(session, '{ "cpu": "256", |}', ' '), []);
    assert.equal((await at(session, '{ "cpu": | }', ' ')).length, 8);
    assert.equal((await at(session, '{ "cpu":| }', ':')).length, 8);
  });

  test('follows the text as it is typed', async (t) => {
    const session = await Session.start(t);
    await at(session, '{ "cpu": "256", "memory": | }');
    await session.type('"256"', '"4096"');
    const answer = await session.client.sendRequest(CompletionRequest.type, {
      textDocument: { uri: URI },
      position: { line: 0, character: session.text().length - 2 },
    });
    assert.ok(Array.isArray(answer));
    assert.equal(answer[0]?.label, '8192');
  });

  test('is silent in other files and in documents that are not open', async (t) => {
    const session = await Session.start(t);
    assert.deepEqual(await at(session, '{ "name": "x", "|" }', '"', 'file:///workspace/package.json'), []);
    const closed = await session.client.sendRequest(CompletionRequest.type, {
      textDocument: { uri: 'file:///workspace/closed.json' },
      position: { line: 0, character: 0 },
    });
    assert.equal(closed, null);
  });
});

describe('documentation', () => {
  test('comes when an item is looked at', async (t) => {
    const session = await Session.start(t);
    const item = labelled(await at(session, '{ "|" }'), 'networkMode');
    assert.equal(item.documentation, undefined);
    const { documentation } = await session.client.sendRequest(CompletionResolveRequest.type, item);
    assert.ok(typeof documentation === 'object' && documentation.kind === 'markdown');
    assert.match(documentation.value, /Values: `awsvpc`.*\n.*Launch types/s);
    assert.match(documentation.value, /\[AWS documentation\]\(https:\/\/docs\.aws\.amazon\.com\//);
  });

  test('of a value is about that value', async (t) => {
    const session = await Session.start(t);
    const item = labelled(await at(session, '{ "networkMode": "|" }'), 'host');
    const { documentation } = await session.client.sendRequest(CompletionResolveRequest.type, item);
    assert.ok(typeof documentation === 'object');
    assert.ok(!documentation.value.includes('Launch types'));
  });

  test('is left out where there is none', async (t) => {
    const session = await Session.start(t);
    const item: CompletionItem = { label: 'x', data: { type: 'constructor', member: 'toString' } };
    const resolved = await session.client.sendRequest(CompletionResolveRequest.type, item);
    assert.deepEqual(resolved, item);
  });
});
