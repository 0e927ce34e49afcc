/** The menu of an editor that can show a list behind a line. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CodeAction, CodeActionKind, DiagnosticSeverity, type TextEdit } from 'vscode-languageserver/node';
import {
  type AddedPlace,
  FIX_ALL,
  FIX_ALL_COMMAND,
  type FixAllResult,
  LISTS,
  PICK_COMMAND,
  type PickParams,
  SHOW_ADDED_COMMAND,
} from '../../server/src/protocol.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { PULL, Session, URI } from './session.ts';

const EDITOR = {
  capabilities: {
    textDocument: { ...PULL.textDocument, codeAction: { resolveSupport: { properties: ['edit', 'command'] } } },
    workspace: {
      workspaceEdit: {
        documentChanges: true,
        snippetEditSupport: true,
        changeAnnotationSupport: { groupsOnLabel: true },
        resourceOperations: ['create' as const],
      },
    },
  },
  initializationOptions: { pickCommand: true, placesCommand: true, learnCommand: true },
};

const TEXT = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1.2", "essential": true, "portMappings": [{ "containerPort": 80 }] },
    { "name": "job", "image": "example.com/job:1.2", "dependsOn": [{ "containerName": "wed", "condition": "STARTED" }] }
  ]
}
`;

async function menuAt(session: Session, words: string, uri = URI): Promise<CodeAction[]> {
  return session.codeActions(session.range(words, uri), undefined, uri);
}

describe('the light bulb', () => {
  test('has at most seven lines, fixes first, at every finding of every example', async (t) => {
    const session = await Session.start(t, EDITOR);
    const seen = new Map<unknown, number>();
    for (const { bad } of Object.values(RULE_EXAMPLES)) {
      const [text] = bad;
      if (text === undefined) continue;
      await session.open(text);
      for (const { range, code } of await session.pull()) {
        const times = seen.get(code) ?? 0;
        if (times === 3) continue;
        seen.set(code, times + 1);
        const lines = await session.codeActions(range);
        const shown = lines.map(({ title }) => title).join('\n');
        assert.ok(lines.length <= 7, `${code}:\n${shown}`);
        assert.ok(!/^(?:Learn|Turn off|Ignore "[^"]+" )/.test(lines[0]?.title ?? ''), `${code}:\n${shown}`);
        assert.ok(lines.filter(({ title }) => title.startsWith('Learn')).length <= 1, shown);
      }
      await session.close();
    }
    assert.ok(seen.size > 150, `only ${seen.size} rules were looked at`);
  });

  test('has a way to the course however many fixes there are', async (t) => {
    const session = await Session.start(t, EDITOR);
    let full = 0;
    for (const { bad } of Object.values(RULE_EXAMPLES)) {
      const [text] = bad;
      if (text === undefined) continue;
      await session.open(text);
      for (const { range, severity, code } of await session.pull()) {
        if (severity === DiagnosticSeverity.Hint || full > 20) continue;
        const menu = await session.codeActions(range);
        const learns = (actions: readonly CodeAction[]) =>
          actions.filter(({ command }) => command?.command === 'taskdef.learn');
        if (menu.length < 7 || learns(menu).length > 0) continue;
        const behind = learns(await session.codeActions(range, [LISTS.ignore]));
        if (behind.length === 0) continue;
        full++;
        assert.ok(
          menu.some(({ title }) => title.startsWith('Ignore, switch off or learn why')),
          `${String(code)}: ${menu.map(({ title }) => title).join(' | ')}`,
        );
      }
    }
    assert.ok(full > 0, 'some menu is full');
  });

  test('lists good practice and ways to ignore behind a line each', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(TEXT);
    const lines = await menuAt(session, '"web"');
    assert.deepEqual(
      lines.map(({ title }) => title),
      [
        'Send the output to CloudWatch Logs',
        'Fix all of log-missing (2)',
        'Fix all (2)',
        'Good practice here (4)…',
        'Ignore or switch off "log-missing"…',
        'Learn: why (Logs)',
      ],
    );
    for (const [i, kind] of [
      [3, LISTS.practice],
      [4, LISTS.ignore],
    ] as const) {
      const { command, edit } = lines[i]!;
      assert.equal(command?.command, PICK_COMMAND);
      assert.equal(edit, undefined);
      const pick = command.arguments![0] as PickParams;
      assert.equal(pick.kind, kind);
      const behind = await session.codeActions(pick.range, [pick.kind]);
      assert.ok(behind.length > 1 && behind.every((action) => action.edit ?? action.command));
      // Enter does what the line says, and does not lead out of the file.
      if (kind === LISTS.ignore) assert.match(behind[0]!.title, /^Ignore "log-missing" at this place/);
    }
  });

  test('offers all at once where there are several, and counts them', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(
      TEXT.replace('"essential": true', '"essential": "yes", "readonlyRootFilesystm": true, "stopTimout": 5'),
    );
    const lines = await menuAt(session, '"stopTimout"');
    const all = lines.find(({ command }) => command?.command === FIX_ALL_COMMAND);
    assert.ok(all, lines.map(({ title }) => title).join('\n'));
    assert.match(all.title, /^Fix all \(\d+\)$/);
    assert.equal(lines[0]?.title, 'Rename to "stopTimeout"');
  });

  test('is plain for editors without lists', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const lines = await menuAt(session, '"web"');
    assert.ok(lines.every(({ command }) => command?.command !== PICK_COMMAND));
    const titles = lines.map(({ title }) => title);
    assert.ok(
      titles.some((title) => title.startsWith('Drop all capabilities')),
      titles.join('\n'),
    );
  });

  test('offers to rewrite where the cursor fits it only', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(TEXT);
    const rewrites = async (words: string) =>
      (await menuAt(session, words)).filter(({ kind }) => kind?.startsWith('refactor')).map(({ title }) => title);
    assert.deepEqual(await rewrites('"executionRoleArn"'), []);
    assert.deepEqual(await rewrites('"containerPort"'), []);
    assert.ok((await rewrites('"containerDefinitions"')).some((title) => title.includes('sidecar')));
    // Whoever asks for them sees them all.
    const asked = await session.codeActions(session.range('"web"'), [CodeActionKind.Refactor]);
    assert.ok(asked.length > 4);
  });

  test('offers to rewrite a text far larger than ECS takes only to those who ask', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(TEXT.replace('{\n', `{${'\n'.repeat(300_000)}`));
    const rewrites = (actions: CodeAction[]) => actions.filter(({ kind }) => kind?.startsWith('refactor'));
    assert.deepEqual(rewrites(await menuAt(session, '"containerDefinitions"')), []);
    const asked = await session.codeActions(session.range('"containerDefinitions"'), [CodeActionKind.Refactor]);
    assert.ok(rewrites(asked).length > 4);
  });
});

describe('"Fix all"', () => {
  test('repairs what has one answer, and counts what it leaves to the user', async (t) => {
    const session = await Session.start(t, EDITOR);
    const broken = `{
  "family": "shop", // kept
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "bridge",
  "cpu": 256,
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "placementConstraints": [{ "type": "distinctInstance" }],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/web:1.2",
      "healthcheck": { "command": ["CMD-SHELL", "true"] },
      "stopTimout": 5,
      "portMappings": [{ "containerPort": 80, "hostPort": 8080 }],
      "dependsOn": [{ "containerName": "migrations", "condition": "COMPLETED" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/shop" } }
    },
    { "name": "migration", "image": "shop/migrate", "essential": false, "privileged": true, "logConfiguration": { "logDriver": "splunk" } }
  ]
}
`;
    await session.open(broken);
    const before = (await session.pull()).filter(({ severity }) => severity! < 3).length;
    const result = await session.client.sendRequest<FixAllResult>(FIX_ALL, { uri: URI });
    const edits = result.edits as TextEdit[];
    const after = session.after({ changes: { [URI]: edits } });
    for (const words of [
      '"networkMode": "awsvpc"',
      '"cpu": "256"',
      '"healthCheck"',
      '"stopTimeout"',
      '"containerName": "migration", "condition": "COMPLETE"',
      '"awslogs-region": "eu-central-1"',
      '// kept',
    ])
      assert.ok(after.includes(words), `${words} in\n${after}`);
    assert.ok(!after.includes('placementConstraints'));
    assert.ok(after.includes('"privileged": true'), 'what the container may need is for the user to give up');
    assert.ok(result.repaired >= 8 && result.repaired + result.left >= before, JSON.stringify(result));
    await session.change([{ text: after }]);
    const left = (await session.pull()).filter(({ severity }) => severity! < 3);
    assert.equal(left.length, result.left);
    const again = await session.client.sendRequest<FixAllResult>(FIX_ALL, { uri: URI });
    assert.deepEqual([again.repaired, again.edits], [0, []]);
  });

  test('on save goes on doing only what is safe', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(TEXT);
    const start = { line: 0, character: 0 };
    assert.deepEqual(await session.codeActions({ start, end: start }, ['source.fixAll']), []);
  });

  test('answers nothing for a document that is not open', async (t) => {
    const session = await Session.start(t, EDITOR);
    assert.equal(await session.client.sendRequest(FIX_ALL, { uri: 'file:///nowhere.json' }), null);
  });
});

describe('what adds lines', () => {
  test('says where they are, unless there is a place to type', async (t) => {
    const session = await Session.start(t, {
      ...EDITOR,
      initializationOptions: { ...EDITOR.initializationOptions, showAddedCommand: true },
    });
    const text = `${JSON.stringify(JSON.parse(TEXT), null, 2)}\n`;
    await session.open(text);
    let seen = 0;
    for (const words of ['"web"', '"containerDefinitions"', '"family"']) {
      for (const { title, edit, command } of [
        ...(await session.codeActions(session.range(words), [LISTS.practice])),
        ...(await session.codeActions(session.range(words), ['refactor'])),
      ]) {
        if (command?.command !== SHOW_ADDED_COMMAND) continue;
        const { line } = command.arguments![0] as AddedPlace;
        const before = new Set(text.split('\n'));
        const added = session.after(edit).split('\n')[line]!;
        assert.ok(!before.has(added), `${title}: "${added}" was there before`);
        assert.ok(!JSON.stringify(edit).includes('"snippet"'));
        seen++;
      }
    }
    assert.ok(seen > 0, 'none adds lines');
  });
});
