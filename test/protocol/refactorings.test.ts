/** Refactorings as a client gets them: with a preview where it has one, quiet where nobody asked, in a new file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionTriggerKind,
} from 'vscode-languageserver/node';
import { analyse } from '../../server/src/analysis.ts';
import { PULL, Session, URI } from './session.ts';

const TASK = `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge", // as ever
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 300,
      "portMappings": [{ "containerPort": 80, "hostPort": 8080 }],
      "links": ["api"],
      "privileged": true
    },
    { "name": "api", "image": "example.com/api:1", "memory": 300 }
  ]
}
`;

/** What VS Code says it can do with workspace edits. */
const EDITOR: ClientCapabilities = {
  ...PULL,
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
  },
};

async function refactorings(session: Session, words = '"family"'): Promise<CodeAction[]> {
  return session.codeActions(session.range(words), ['refactor']);
}

async function pick(session: Session, title: RegExp, words?: string): Promise<CodeAction> {
  const all = await refactorings(session, words);
  const found = all.find((action) => title.test(action.title));
  assert.ok(found, `offered: ${all.map((action) => action.title).join(', ')}`);
  return found;
}

describe('a client with a preview', () => {
  test('is told of each thing that Fargate refuses, and to ask', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Convert to Fargate \(asks whether to remove "privileged" and "links"\)$/);
    const annotations = edit?.changeAnnotations ?? {};
    const asked = Object.keys(annotations).filter((id) => annotations[id]!.needsConfirmation);
    assert.deepEqual(asked.sort(), ['Remove "links"', 'Remove "privileged"']);
    assert.match(annotations['Remove "links"']!.description ?? '', /localhost/);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    for (const one of change.edits) assert.ok('annotationId' in one && one.annotationId! in annotations);
  });

  test('gets whole JSON, without a finding that was not there', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Convert to Fargate \(asks whether to remove "privileged" and "links"\)$/);
    // With comments it is a file that is made into JSON before it is deployed.
    const after = analyse(session.after(edit), `${URI}c`);
    assert.deepEqual(
      after.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule),
      [],
    );
    assert.match(after.document.text, /"networkMode": "awsvpc", \/\/ as ever/);
  });

  test('may leave out a whole annotation and still has JSON', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Convert to Fargate \(asks whether to remove "privileged" and "links"\)$/);
    for (const left of Object.keys(edit!.changeAnnotations!)) {
      const documentChanges = edit!.documentChanges!.map((change) =>
        'edits' in change
          ? { ...change, edits: change.edits.filter((one) => !('annotationId' in one && one.annotationId === left)) }
          : change,
      );
      const { document } = analyse(session.after({ documentChanges }), URI);
      const broken = document.problems.filter(({ code }) => code === 'syntax');
      assert.deepEqual(broken, [], `without ${left}:\n${document.text}`);
    }
  });

  test('gets places to type where nothing has to be confirmed', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Add a health check/, '"example.com/api:1"');
    assert.match(session.after(edit), /"\$\{1:curl/);
    assert.equal(edit?.changeAnnotations, undefined);
  });

  test('gets a new file for containers that are split off', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(
      TASK.replace('"links": ["api"],', '').replace('"memory": 300 }', '"memory": 300, "user": "app" }'),
      URI,
      'jsonc',
    );
    const { edit, kind } = await pick(session, /^Move "api" to a task definition/, '"example.com/api:1"');
    assert.equal(kind, 'refactor.move');
    const [create, filled, left] = edit?.documentChanges ?? [];
    const uri = 'file:///workspace/api.task-definition.json';
    assert.deepEqual(create, { kind: 'create', uri });
    assert.ok(filled && 'edits' in filled && filled.textDocument.uri === uri);
    assert.ok(left && 'edits' in left && left.textDocument.uri === URI);
    assert.equal(analyse(session.after({ documentChanges: [left] }), URI).tasks[0]?.containers.length, 1);
  });
});

describe('a client without a preview', () => {
  test('reads in the title what goes, and is offered no new file', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    const all = await refactorings(session);
    const { title, edit } = all.find((action) => /^Convert to Fargate/.test(action.title))!;
    assert.equal(title, 'Convert to Fargate, without "privileged" and "links"');
    assert.ok(edit?.changes);
    assert.doesNotMatch(session.after(edit), /privileged|links/);
    await session.type('"links": ["api"],', '');
    assert.ok(!(await refactorings(session, '"name": "api"')).some((action) => /^Move/.test(action.title)));
  });
});

describe('a light bulb', () => {
  async function byItself(session: Session, words: string): Promise<string[]> {
    const actions = await session.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: URI },
      range: session.range(words),
      context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic },
    });
    return (actions ?? [])
      .filter((action) => 'kind' in action && action.kind?.startsWith('refactor'))
      .map(({ title }) => title);
  }

  test('shows by itself where a refactoring fits, and nowhere else', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    assert.deepEqual(await byItself(session, '"requiresCompatibilities"'), [
      'Convert to Fargate (asks whether to remove "privileged" and "links")',
    ]);
    assert.deepEqual(await byItself(session, '"memory": 300'), []);
    assert.ok(
      (await session.codeActions(session.range('"memory": 300'))).some(({ title }) =>
        /^Convert to Fargate/.test(title),
      ),
    );
  });
});

describe('a refactoring that cannot be done', () => {
  test('says why to somebody who asks', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK.replace('"memory": 300,', '"memory": 999999,'), URI, 'jsonc');
    const { disabled, edit } = await pick(session, /^Convert to Fargate$/);
    assert.match(disabled?.reason ?? '', /Fargate has no size/);
    assert.equal(edit, undefined);
  });
});
