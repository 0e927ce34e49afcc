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
import { NEW_TASK_COMMAND } from '../../server/src/protocol.ts';
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

describe('an empty document', () => {
  const options = { capabilities: SNIPPETS, initializationOptions: { newTaskCommand: true, suggestCommand: true } };
  const sorted = (items: readonly CompletionItem[]) =>
    [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);

  test('begins with the questions and whole task definitions, the most usual first', async (t) => {
    const session = await Session.start(t, options);
    for (const marked of ['|', '\n\n|\n', 'ecs-f|', 'e|\n']) {
      const labels = sorted(await at(session, marked));
      assert.deepEqual(
        labels.slice(0, 3),
        ['Answer a few questions…', 'ecs-fargate-web', 'ecs-fargate-worker'],
        marked,
      );
      assert.equal(labels.length, 10);
    }
  });

  test('is replaced by what is chosen, laid out by the client', async (t) => {
    const session = await Session.start(t, options);
    const items = await at(session, '\necs-f|');
    const web = labelled(items, 'ecs-fargate-web');
    assert.ok(web.textEdit && 'range' in web.textEdit);
    assert.equal(textAt(session.document(), web.textEdit.range), 'ecs-f');
    assert.match(web.textEdit.newText, /^\{\n\t"family": "\$\{1:web\}",\n/);
    assert.equal(web.insertTextMode, InsertTextMode.adjustIndentation);
    const questions = labelled(items, 'Answer a few questions…');
    assert.equal(questions.command?.command, NEW_TASK_COMMAND);
    assert.ok(questions.filterText?.startsWith('ecs-'));
    const { documentation } = await session.client.sendRequest(CompletionResolveRequest.type, web);
    assert.match(JSON.stringify(documentation), /A web service on Fargate.*family/);
  });

  test('gets a text without places to fill in where the client has no snippets', async (t) => {
    const session = await Session.start(t);
    const items = await at(session, '|');
    assert.ok(items.every(({ label }) => label.startsWith('ecs-')));
    for (const item of items) {
      assert.equal(item.insertTextFormat, InsertTextFormat.PlainText);
      const { newText } = item.textEdit as TextEdit;
      assert.equal(typeof JSON.parse(newText), 'object');
      assert.doesNotMatch(newText, /\$/);
    }
  });

  test('without a telling name gets them for the prefix alone, unless it is in no file yet', async (t) => {
    const session = await Session.start(t, options);
    const other = 'file:///workspace/config.json';
    for (const marked of ['|', 'name|', 'x|'])
      assert.deepEqual(await at(session, marked, undefined, other), [], marked);
    assert.equal((await at(session, 'ecs-|', undefined, other)).length, 13);
    assert.equal((await at(session, '|', undefined, 'untitled:Untitled-1')).length, 13);
  });

  test('with the name of a service gets services alone', async (t) => {
    const session = await Session.start(t, options);
    const items = await at(session, '|', undefined, 'file:///workspace/ecs-service-def.json');
    assert.deepEqual(sorted(items), ['ecs-service-fargate', 'ecs-service-worker', 'ecs-service-daemon']);
  });

  test('is the only one to get them', async (t) => {
    const session = await Session.start(t, options);
    const task = '{\n  "family": "web",\n  "memory": @1,\n  @2\n  "containerDefinitions": [@3 { "essential": @4 }]\n}';
    for (const mark of ['@1', '@2', '@3', '@4']) {
      const marked = task.replace(mark, '|').replaceAll(/@\d/g, '');
      const labels = (await at(session, marked)).map(({ label }) => label);
      assert.ok(
        !labels.includes('ecs-fargate-web') && !labels.includes('Answer a few questions…'),
        `${mark}: ${labels}`,
      );
    }
    for (const marked of ['{|', '{}|', '[|]', '"|"']) {
      const labels = (await at(session, marked)).map(({ label }) => label);
      assert.ok(!labels.includes('ecs-fargate-web'), marked);
    }
  });

  test('has its beginnings in the light bulb, too', async (t) => {
    const session = await Session.start(t, options);
    await session.open('\n');
    const start = { line: 0, character: 0 };
    const actions = await session.codeActions({ start, end: start });
    assert.deepEqual(
      actions.slice(0, 2).map(({ title, command }) => [title, command?.command]),
      [
        ['Answer a few questions to fill it', NEW_TASK_COMMAND],
        ['Start from a whole task definition…', 'editor.action.triggerSuggest'],
      ],
    );
    await session.open('{ "family": "web" }', 'file:///workspace/other.taskdef.json');
    const others = await session.codeActions({ start, end: start }, undefined, 'file:///workspace/other.taskdef.json');
    assert.ok(others.every(({ title }) => !title.includes('a few questions')));
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
