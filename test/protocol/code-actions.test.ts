/** Quick fixes and fix-all as an editor gets and applies them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import { analyse } from '../../server/src/analysis.ts';
import { fixAll } from '../../server/src/findings/fixes.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import { Session, URI } from './session.ts';

const FIX_ALL = 'source.fixAll.taskdef';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function isFixOf(rule: string, action: CodeAction): boolean {
  return action.diagnostics?.some(({ code }) => code === rule) === true;
}

/** Two things that are safe to fix and one that is not, with comments between them. */
const TEXT = `{
  // the name
  "family": "web",
  "cpu": 256, // as a number
  "pidMode": "hots",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "memory": "512" /* as text */ }
  ]
}
`;

describe('quick fixes', () => {
  test('of every rule give the text that the rule promises', async (t) => {
    const session = await Session.start(t);
    let seen = 0;
    for (const [id, examples] of Object.entries(RULE_EXAMPLES)) {
      for (const [i, bad] of examples.bad.entries()) {
        const fixed = examples.fixed?.[i];
        if (fixed === undefined) continue;
        const uri = `file:///workspace/${id}/${i}/task-definition.json`;
        await session.client.sendNotification('taskdef/intent', { uri, asked: true });
        await session.open(bad, uri);
        const title = analyse(bad, uri, 'asked').findings.find(({ rule }) => rule === id)?.fixes[0]?.title;
        if (title === undefined) continue;
        const diagnostic = (await session.pull(uri)).find(({ code }) => code === id);
        assert.ok(diagnostic, `${id} reports its example`);
        const actions = await session.codeActions(diagnostic.range, [CodeActionKind.QuickFix], uri);
        const first = actions.find((action) => action.title === title && isFixOf(id, action));
        assert.equal(session.after(first?.edit, uri), fixed, `${id}, example ${i + 1}`);
        await session.close(uri);
        seen++;
      }
    }
    assert.ok(seen > 20, `only ${seen} fixes were tried`);
  });

  test('are those of the findings under the selection, each with its diagnostic', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const actions = await session.quickFixes('"hots"');
    assert.ok(actions.some(({ title }) => title === 'Write "host"'));
    for (const action of actions) {
      assert.equal(action.kind, CodeActionKind.QuickFix);
      assert.deepEqual(
        action.diagnostics?.map(({ code }) => code),
        ['unknown-value'],
      );
    }
    const cpu = await session.quickFixes('256');
    assert.ok(cpu.some(({ title, isPreferred }) => title === 'Write "256"' && isPreferred));
    const all = await session.codeActions({ start: START.start, end: session.document().positionAt(TEXT.length) });
    assert.ok(all.length >= actions.length + cpu.length);
  });

  test('keep comments', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const fix = (await session.quickFixes('"512"')).find(({ isPreferred }) => isPreferred);
    assert.equal(session.after(fix?.edit), TEXT.replace('"512"', '512'));
  });

  test('are none where nothing is wrong, and none of the wrong kind', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const end = session.document().positionAt(TEXT.length);
    assert.deepEqual(await session.codeActions({ start: end, end }, [CodeActionKind.QuickFix]), []);
    assert.deepEqual(await session.codeActions(session.range('"hots"'), [CodeActionKind.RefactorInline]), []);
    const everything = await session.codeActions(session.range('"hots"'));
    assert.ok(!everything.some(({ kind }) => kind === FIX_ALL), 'fix-all stands in no light bulb menu');
  });

  test('are those of the version that the client has', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    await session.type('// the name\n', '// the name\n\n\n');
    const fix = (await session.quickFixes('"hots"')).find(({ title }) => title === 'Write "host"');
    assert.equal(session.after(fix?.edit), session.text().replace('hots', 'host'));
  });

  test('are at the right place behind signs of two code units, on CRLF lines', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT.replace('"family": "web",', '"family": "web", /* \u{1F433} */').replaceAll('\n', '\r\n'));
    const fix = (await session.quickFixes('256')).find(({ isPreferred }) => isPreferred);
    assert.equal(session.after(fix?.edit), session.text().replace('256', '"256"'));
  });
});

describe('the light bulb at the name of a container', () => {
  const text = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1.2", "essential": true }
  ]
}
`;

  async function titlesAt(session: Session, words: string): Promise<string[]> {
    return (await session.quickFixes(words)).map(({ title }) => title);
  }

  test('repairs, then silences, then teaches, and of each what is underlined first', async (t) => {
    const session = await Session.start(t, { initializationOptions: { learnCommand: true } });
    await session.open(text);
    assert.deepEqual(await titlesAt(session, '"web"'), [
      'Send the output to CloudWatch Logs',
      'Drop all capabilities',
      'Set user to an ordinary user',
      'Set readonlyRootFilesystem to true',
      'Ignore "log-missing" at this place (in .taskdef.json)',
      'Switch off "log-missing" everywhere (in .taskdef.json)',
      'Switch off "linux-capabilities-drop-all" everywhere (in .taskdef.json)',
      'Switch off "security-non-root" everywhere (in .taskdef.json)',
      'Switch off "security-readonly-root" everywhere (in .taskdef.json)',
      'Learn: why (Logs)',
    ]);
  });

  test('silences all ways what the user has asked to see', async (t) => {
    const session = await Session.start(t, {
      initializationOptions: { settings: { rules: { 'security-non-root': 'warning' } } },
    });
    await session.open(text, URI, 'jsonc');
    const titles = await titlesAt(session, '"web"');
    for (const way of [
      'Ignore "security-non-root" on this line',
      'Ignore "security-non-root" at this place (in .taskdef.json)',
    ])
      assert.ok(titles.includes(way), titles.join(', '));
    assert.deepEqual(
      titles.filter((title) => title.includes('"security-readonly-root"')),
      ['Switch off "security-readonly-root" everywhere (in .taskdef.json)'],
    );
  });

  test('offers no comment where a comment would be a fault, or no comment', async (t) => {
    const ignores = async (source: string, words: string, languageId = 'json') => {
      const session = await Session.start(t);
      await session.open(source, URI, languageId);
      return (await titlesAt(session, words)).filter((title) => /on this line$/.test(title));
    };
    const commented = '{\n  // why\n  "family": "web",\n  "cpu": 256,\n  "containerDefinitions": [],\n}\n';
    assert.deepEqual(await ignores(commented, '// why'), []);
    assert.deepEqual(await ignores(commented, ',\n}'), [], 'of a trailing comma it would be one more of the same');
    assert.deepEqual(await ignores(commented, '256'), ['Ignore "wrong-type" on this line']);
    const inside = '{"family": "web", /* a\n b */ "cpu": 256,\n"containerDefinitions": []}';
    assert.deepEqual(await ignores(inside, '256'), [], 'the line begins inside of a comment');
    const returns = '{\r"family": "web",\r"cpu": 256,\r"containerDefinitions": []}';
    assert.deepEqual(await ignores(returns, '256', 'jsonc'), []);
  });

  test('leaves a byte order mark at the start', async (t) => {
    const session = await Session.start(t);
    await session.open('\uFEFF{"family": "web", "cpu": 256, "containerDefinitions": []}', URI, 'jsonc');
    const action = (await session.quickFixes('256')).find(({ title }) => /on this line$/.test(title));
    assert.match(session.after(action?.edit), /^\uFEFF\/\/ taskdef-disable-next-line wrong-type\n\{/);
  });

  test('does the same once, for one finding that names all that it answers', async (t) => {
    const session = await Session.start(t, { initializationOptions: { learnCommand: true } });
    await session.open(
      text.replace('"essential": true', '"logConfiguration": { "logDriver": "awslogs", "options": {} }'),
    );
    const actions = await session.quickFixes('"awslogs"');
    assert.equal(new Set(actions.map(({ title }) => title)).size, actions.length);
    const fix = actions.find(({ title }) => title.startsWith('Add "awslogs-group"'));
    const [diagnostic, ...others] = fix?.diagnostics ?? [];
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.code, 'log-awslogs-group-required');
    assert.match(String(diagnostic.message), /\(also "awslogs-region" and "awslogs-stream-prefix"\)$/);
  });
});

describe('a fix with words to fill in', () => {
  const text =
    '{\n  "family": "web",\n  "containerDefinitions": [{ "image": "example.com/$web:1", "memory": 512 }]\n}\n';

  async function addName(session: Session): Promise<CodeAction> {
    const action = (await session.codeActions(session.range('"image"'))).find(({ title }) => title === 'Add "name"');
    assert.ok(action);
    return action;
  }

  test('is plain text for most clients', async (t) => {
    const session = await Session.start(t, { capabilities: { textDocument: { diagnostic: {} } } });
    await session.open(text);
    const read = parseJson(session.after((await addName(session)).edit));
    assert.deepEqual(read.problems, []);
  });

  test('is a snippet for clients that know them', async (t) => {
    const session = await Session.start(t, {
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
      },
    });
    await session.open(text);
    const after = session.after((await addName(session)).edit);
    assert.match(after, /"name": "\$\{1:\w+\}"/);
    assert.ok(after.includes('example.com/$web:1'), 'what was there is not part of the snippet');
  });
});

describe('fix-all', () => {
  test('applies what is safe, once, and leaves the rest', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const [action, ...more] = await session.codeActions(START, [FIX_ALL]);
    assert.deepEqual(more, []);
    assert.equal(action?.kind, FIX_ALL);
    const after = session.after(action.edit);
    assert.ok(after.includes('"cpu": "256", // as a number'));
    assert.ok(after.includes('"memory": 512 /* as text */'));
    assert.ok(after.includes('"hots"'), 'a guess is not safe');
    await session.change([{ text: after }]);
    assert.deepEqual(await session.codeActions(START, [FIX_ALL]), [], 'a second time changes nothing');
  });

  test('is what the command line does', async (t) => {
    const session = await Session.start(t);
    for (const examples of Object.values(RULE_EXAMPLES)) {
      const bad = examples.bad[0]!;
      if (!analyse(bad, URI).detection.accepted) continue;
      await session.open(bad);
      const expected = fixAll(bad, (text) => analyse(text, URI, 'asked'));
      const [action] = await session.codeActions(START, [FIX_ALL]);
      assert.equal(action ? session.after(action.edit) : bad, expected);
      await session.close();
    }
  });

  test('is offered by its whole name and by what it is a kind of', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    for (const only of ['source', 'source.fixAll', FIX_ALL]) {
      assert.equal((await session.codeActions(START, [only])).filter(({ kind }) => kind === FIX_ALL).length, 1, only);
    }
    for (const only of ['source.fixAll.eslint', 'source.organizeImports', 'quickfix']) {
      const actions = await session.codeActions(START, [only]);
      assert.ok(!actions.some(({ kind }) => kind === FIX_ALL), only);
    }
  });

  test('leaves rules alone that are switched off', async (t) => {
    const session = await Session.start(t, { initializationOptions: { settings: { rules: { 'wrong-type': 'off' } } } });
    await session.open(TEXT);
    const actions = await session.codeActions(START, [FIX_ALL]);
    const after = actions[0] ? session.after(actions[0].edit) : TEXT;
    assert.ok(after.includes('"cpu": 256,') && after.includes('"memory": "512"'));
  });

  test('leaves a place alone that the settings file leaves out', async (t) => {
    const config = { overrides: [{ files: ['**/*.json'], at: '/cpu', rules: { 'wrong-type': 'off' } }] };
    const session = await Session.start(t, {
      host: {
        readText: async (uri) => (uri === 'file:///workspace/.taskdef.json' ? JSON.stringify(config) : undefined),
        exists: async () => false,
      },
      workspaceFolders: ['file:///workspace'],
    });
    await session.open(TEXT);
    await session.pull();
    const [action] = await session.codeActions(START, [FIX_ALL]);
    const after = session.after(action?.edit);
    assert.ok(after.includes('"memory": 512'));
    assert.ok(after.includes('"cpu": 256,'), 'it is off here');
  });

  test('keeps its hands off other JSON files', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/package.json';
    await session.open('{"name": "x", "cpu": 256, "family": null, "tags": []}', uri);
    assert.deepEqual(await session.codeActions(START, [FIX_ALL], uri), []);
    assert.deepEqual(await session.codeActions(START, undefined, uri), []);
  });
});
