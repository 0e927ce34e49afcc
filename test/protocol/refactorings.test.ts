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
  test('reads in the title what Fargate refuses, and has nothing to tick', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Convert to Fargate, without "privileged" and "links"$/);
    assert.ok(edit?.documentChanges);
    assert.ok(Object.values(edit.changeAnnotations ?? {}).every(({ needsConfirmation }) => !needsConfirmation));
  });

  test('gets whole JSON, without a finding that was not there', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(TASK, URI, 'jsonc');
    const { edit } = await pick(session, /^Convert to Fargate, without "privileged" and "links"$/);
    // With comments it is a file that is made into JSON before it is deployed.
    const after = analyse(session.after(edit), `${URI}c`);
    assert.deepEqual(
      after.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule),
      [],
    );
    assert.match(after.document.text, /"networkMode": "awsvpc", \/\/ as ever/);
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
    const { edit, kind } = await pick(session, /^Move "api" to a separate task definition/, '"example.com/api:1"');
    assert.equal(kind, 'refactor.move');
    const [create, filled, left] = edit?.documentChanges ?? [];
    const uri = 'file:///workspace/api.task-definition.json';
    assert.deepEqual(create, { kind: 'create', uri });
    assert.ok(filled && 'edits' in filled && filled.textDocument.uri === uri);
    assert.ok(left && 'edits' in left && left.textDocument.uri === URI);
    assert.equal(analyse(session.after({ documentChanges: [left] }), URI).tasks[0]?.containers.length, 1);
  });
});

describe('splitting a task definition', () => {
  const two = (shop: object, blog: object, more: object = {}) =>
    JSON.stringify(
      {
        family: 'both',
        ...more,
        containerDefinitions: [
          { name: 'shop', image: 'example.com/shop:1', memory: 300, portMappings: [{ containerPort: 80 }], ...shop },
          { name: 'blog', image: 'example.com/blog:1', memory: 300, portMappings: [{ containerPort: 8080 }], ...blog },
        ],
      },
      null,
      2,
    );

  async function split(session: Session, text: string): Promise<CodeAction | undefined> {
    await session.open(text);
    const [action] = (await refactorings(session, '"shop"')).filter(({ kind }) => kind === 'refactor.move');
    await session.close();
    return action;
  }

  test('is offered for two that have nothing to do with each other', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    const action = await split(session, two({}, {}));
    assert.equal(action?.title, 'Move "shop" to a separate task definition');
    assert.equal(action.disabled, undefined);
  });

  test('says what joins them to somebody who asks', async (t) => {
    const session = await Session.start(t, { capabilities: EDITOR });
    for (const [text, reason] of [
      [
        two({ dependsOn: [{ containerName: 'blog', condition: 'START' }] }, {}),
        '"shop" refers to "blog" or one of its ports',
      ],
      [
        two({ dependsOn: [{ containerName: 'blgo', condition: 'START' }] }, {}),
        '"shop" names "blgo", which does not exist',
      ],
      [
        two({ command: ['--backend', 'localhost'] }, {}),
        '"shop" connects to the host that all containers of a task share',
      ],
      [two({}, {}, { pidMode: 'task' }), 'The containers share "pidMode"'],
      [
        two(
          { mountPoints: [{ sourceVolume: 'data', containerPath: '/a' }] },
          { mountPoints: [{ sourceVolume: 'data', containerPath: '/b' }] },
          { volumes: [{ name: 'data' }] },
        ),
        '"shop" and "blog" share volume "data"',
      ],
    ] as const) {
      const action = await split(session, text);
      assert.equal(action?.disabled?.reason, reason);
      assert.equal(action.edit, undefined);
    }
    assert.equal(await split(session, two({}, { essential: false })), undefined);
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
      'Convert to Fargate, without "privileged" and "links"',
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
