/** Which documents in languages of everybody the server is told of, and when. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { COMPARE_SCHEME, DocumentGate } from '../../client/src/document-gate.ts';

/** What of a document of the editor is asked for. */
function documentOf(text: string, languageId = 'yaml'): TextDocument {
  const lines = text.split('\n');
  const uri = { path: '/a/x.yaml', toString: () => 'file:///a/x.yaml' };
  return {
    languageId,
    uri,
    lineCount: lines.length,
    lineAt: (line: number) => ({ text: lines[line]! }),
  } as TextDocument;
}

function changeOf(text: string, line: number, typed: string): TextDocumentChangeEvent {
  const contentChanges = [{ range: { start: { line } }, text: typed }];
  return { document: documentOf(text), contentChanges } as unknown as TextDocumentChangeEvent;
}

/** A gate, and what the server is told through it. */
function open(text: string, { languageId = 'yaml', asked = false } = {}) {
  const gate = new DocumentGate(() => asked);
  const told: string[] = [];
  const tell = (what: string) => async () => {
    told.push(what);
  };
  const { didOpen, didChange, didSave, didClose } = gate.middleware();
  void didOpen!(documentOf(text, languageId), tell('open'));
  return {
    told,
    gate,
    change: (after: string, line: number, typed: string) => didChange!(changeOf(after, line, typed), tell('change')),
    save: (after: string) => didSave!(documentOf(after), tell('save')),
    close: () => didClose!(documentOf(text), tell('close')),
  };
}

for (const scheme of [COMPARE_SCHEME, 'git', 'gitlens', 'pr', 'review'])
  test(`a document of ${scheme}:, which is for reading, is never told of`, async () => {
    const gate = new DocumentGate(() => true);
    const told: string[] = [];
    const { didOpen, didChange, didSave, didClose } = gate.middleware();
    const uri = { scheme, path: '/1/taskdef.json', toString: () => `${scheme}:/1/taskdef.json` };
    const document = { ...documentOf('{ "containerDefinitions": [] }', 'json'), uri } as TextDocument;
    const tell = async () => {
      told.push('something');
    };
    await didOpen!(document, tell);
    await gate.open(document);
    // The old revision is another one after a commit.
    await didChange!({ ...changeOf('{ "containerDefinitions": [] }', 0, '"containerDefinitions"'), document }, tell);
    await didChange!({ ...changeOf('{ "containerDefinitions": [] }', 0, '"containerDefinitions"'), document }, tell);
    await didSave!(document, tell);
    await didClose!(document, tell);
    assert.deepEqual(told, []);
  });

describe('a file of Terraform', () => {
  test('is told of by its name, whatever its language, once it has a task definition', async () => {
    const gate = new DocumentGate(() => false);
    const told: string[] = [];
    const { didOpen, didChange } = gate.middleware();
    const uri = { path: '/a/main.tf', toString: () => 'file:///a/main.tf' };
    const before = { ...documentOf('resource "aws_ecs_task_definitio', 'plaintext'), uri } as TextDocument;
    await didOpen!(before, async () => {
      told.push('open');
    });
    assert.equal(told.length, 0);
    const change = changeOf('resource "aws_ecs_task_definition', 0, 'n');
    const after = { ...change, document: { ...change.document, uri } } as TextDocumentChangeEvent;
    await didChange!(after, async () => {
      told.push('change');
    });
    assert.deepEqual(told, ['open']);
  });
});

const TASK = 'Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n';

describe('the server', () => {
  test('hears nothing of a document without a sign', async () => {
    const one = open('a: 1\n');
    await one.change('a: 12\n', 0, '2');
    await one.save('a: 12\n');
    await one.close();
    assert.deepEqual(one.told, []);
  });

  test('hears all of one with a sign', async () => {
    const one = open(TASK);
    await one.change(`${TASK}#`, 3, '#');
    await one.save(TASK);
    await one.close();
    assert.deepEqual(one.told, ['open', 'change', 'save', 'close']);
  });

  test('hears all of JSON', () => assert.deepEqual(open('{}', { languageId: 'json' }).told, ['open']));

  test('hears of one that the user asked about', () => assert.deepEqual(open('a: 1', { asked: true }).told, ['open']));

  test('hears of one once its sign is typed to the end, and then as it is', async () => {
    const one = open('Resources:\n  A:\n    Type: AWS::ECS::TaskDefinitio\n');
    assert.deepEqual(one.told, []);
    await one.change(TASK, 2, 'n');
    assert.deepEqual(one.told, ['open']);
    await one.change(`${TASK}#`, 3, '#');
    assert.deepEqual(one.told, ['open', 'change']);
  });

  test('hears of one that a sign is pasted into', async () => {
    const one = open('');
    await one.change(TASK, 0, TASK);
    assert.deepEqual(one.told, ['open']);
  });

  test('hears of one with a sign that was noticed only when it was saved', async () => {
    const one = open('a: 1\n');
    await one.save(TASK);
    assert.deepEqual(one.told, ['open']);
  });

  test('hears of one as soon as the user asks', async () => {
    const one = open('a: 1\n');
    await one.gate.open(documentOf('a: 1\n'));
    assert.deepEqual(one.told, ['open']);
  });
});
