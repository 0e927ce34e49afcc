/** Diagnostics as a client gets them: when it asks, when it waits, and when the settings change. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver/node';
import { INTENT, LISTS } from '../../server/src/protocol.ts';
import { broken, CODE, errors } from './one-fault.ts';
import { PUSH, Session, textAt, URI } from './session.ts';

describe('a client that asks', () => {
  test('gets a document’s diagnostics, each at its place', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    const [error, ...more] = (await session.pull()).filter(({ severity }) => severity === DiagnosticSeverity.Error);
    assert.deepEqual(more, []);
    assert.equal(error?.code, CODE);
    assert.equal(error.source, 'taskdef');
    assert.match(String(error.message), /"hots".*"pidMode".*"host"/);
    assert.equal(textAt(session.document(), error.range), '"hots"');
    assert.match(error.codeDescription?.href ?? '', /\/docs\/rules\/unknown-value\.md$/);
    assert.deepEqual(session.unread, [], 'nothing is pushed besides');
  });

  test('is told where an edit has changed nothing, and never of another report than its own', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    const first = await session.report();
    assert.ok(first.kind === DocumentDiagnosticReportKind.Full && first.resultId !== undefined);
    await session.type('example.com/web:1', 'example.com/web:12');
    assert.deepEqual(await session.report(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    assert.equal((await session.report(URI, 'another')).kind, DocumentDiagnosticReportKind.Full);
    await session.type('hots', 'hosts');
    const second = await session.report(URI, first.resultId);
    assert.ok(second.kind === DocumentDiagnosticReportKind.Full, 'the message is another one');
    assert.notEqual(second.resultId, first.resultId);
    await session.type('"family"', ' "family"');
    assert.equal((await session.report(URI, second.resultId)).kind, DocumentDiagnosticReportKind.Full, 'it has moved');
  });

  test('gets those of the latest version', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    await session.type('"hots"', '"host"');
    assert.deepEqual(errors(await session.pull()), []);
    await session.type('"host"', '"hots"');
    assert.deepEqual(errors(await session.pull()), [CODE]);
  });

  test('gets none of a document that is closed, was never open, or is no task definition', async (t) => {
    const session = await Session.start(t);
    assert.deepEqual(await session.pull('file:///workspace/never-opened.json'), []);
    await session.open(broken());
    await session.close();
    assert.deepEqual(await session.pull(), []);
    await session.open('{"compilerOptions": {"pidMode": "hots"}}', 'file:///workspace/tsconfig.json');
    assert.deepEqual(await session.pull('file:///workspace/tsconfig.json'), []);
  });

  test('keeps documents apart', async (t) => {
    const session = await Session.start(t);
    const other = 'file:///workspace/other/taskdef.json';
    await session.open(broken());
    await session.open(broken('task'), other);
    assert.deepEqual(errors(await session.pull()), [CODE]);
    assert.deepEqual(errors(await session.pull(other)), []);
  });

  test('sees the status of what it asked for', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    await session.pull();
    const status = await session.nextStatus();
    assert.equal(status.accepted, true);
    assert.equal(status.errors, 1);
    assert.match(status.reason, /containerDefinitions/);
    assert.equal(status.blank, false);
  });

  test('sees a hint as what a settings file or a setting says it is', async (t) => {
    const settings = { rules: { 'security-non-root': 'error' } } as const;
    for (const options of [
      { initializationOptions: { settings } },
      {
        host: {
          readText: async (uri: string) => (/\.taskdef\.json$/.test(uri) ? JSON.stringify(settings) : undefined),
          exists: async () => false,
        },
      },
    ]) {
      const session = await Session.start(t, options);
      await session.open(broken('host'));
      assert.deepEqual(errors(await session.pull()), ['security-non-root']);
      assert.equal((await session.nextStatus()).errors, 1);
    }
  });

  test('is told of an empty file that it is empty, not that it is wrong', async (t) => {
    const session = await Session.start(t, { initializationOptions: { reportSyntaxErrors: false } });
    await session.open('\n');
    assert.deepEqual(await session.pull(), []);
    const { accepted, blank, errors } = await session.nextStatus();
    assert.deepEqual({ accepted, blank, errors }, { accepted: true, blank: true, errors: 0 });
  });

  test('gets none of another version of a file, which stand beside the file itself', async (t) => {
    const session = await Session.start(t);
    for (const uri of [
      'git:/workspace/task-definition.json?%7B%22ref%22%3A%22HEAD%22%7D',
      'vscode-bulkeditpreview-editor:/workspace/task-definition.json',
      'chat-editing-text-model:/workspace/task-definition.json',
    ]) {
      await session.open(broken(), uri);
      assert.deepEqual(await session.pull(uri), [], uri);
    }
    await session.open(broken(), 'vscode-vfs://github/workspace/task-definition.json');
    assert.deepEqual(errors(await session.pull('vscode-vfs://github/workspace/task-definition.json')), [CODE]);
  });
});

describe('positions', () => {
  test('count UTF-16 code units, on any line end', async (t) => {
    const session = await Session.start(t);
    for (const eol of ['\n', '\r\n']) {
      const uri = `file:///workspace/${encodeURIComponent(eol)}/task-definition.json`;
      await session.open(
        ['{', '  "family": "web", /* \u{1F433}é */ "pidMode": "hots",', '  "containerDefinitions": []', '}'].join(eol),
        uri,
      );
      const found = (await session.pull(uri)).find(({ code }) => code === CODE);
      assert.ok(found);
      assert.equal(textAt(session.document(uri), found.range), '"hots"');
      assert.equal(found.range.start.line, 1);
      assert.equal(found.range.start.character, '  "family": "web", /* \u{1F433}é */ "pidMode": '.length);
    }
  });

  test('of edits count them too: an edit behind and inside of a surrogate pair', async (t) => {
    const session = await Session.start(t);
    await session.open(broken().replace('"web",\n', '"web", // \u{1F433}\u{1F433}\n'));
    const { start } = session.range('\u{1F433}\u{1F433}');
    const at = (from: number, to: number) => ({
      start: { line: start.line, character: start.character + from },
      end: { line: start.line, character: start.character + to },
    });
    // The second whale goes, then half of the first one: an editor never does that, and nothing may break.
    await session.change([{ range: at(2, 4), text: 'x' }]);
    await session.change([{ range: at(1, 2), text: '' }]);
    const diagnostics = await session.pull();
    const found = diagnostics.find(({ code }) => code === CODE);
    assert.ok(found);
    assert.equal(textAt(session.document(), found.range), '"hots"');
  });

  test('several edits in one change are applied one after the other', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    await session.change([
      { range: session.range('"hots"'), text: '"x"' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n\n' },
    ]);
    const found = (await session.pull()).find(({ code }) => code === CODE);
    assert.equal(found?.range.start.line, 4);
    assert.match(String(found.message), /"x"/);
  });

  test('a change of the whole text', async (t) => {
    const session = await Session.start(t);
    await session.open(broken());
    await session.change([{ text: broken('task') }]);
    assert.deepEqual(errors(await session.pull()), []);
  });

  test('every diagnostic lies inside of the document while it is typed', async (t) => {
    const session = await Session.start(t);
    await session.open('');
    const text = broken();
    for (let end = 0; end < text.length; end += 9) {
      await session.change([{ text: text.slice(0, end) }]);
      const last = session.document().positionAt(end);
      for (const { range } of await session.pull()) {
        assert.ok(
          range.end.line < last.line || (range.end.line === last.line && range.end.character <= last.character),
        );
      }
    }
  });
});

describe('settings', () => {
  const ask = {
    textDocument: { diagnostic: {} },
    workspace: { configuration: true, diagnostics: { refreshSupport: true } },
  };

  test('switch a rule off, or give it another severity', async (t) => {
    for (const [setting, severity] of [
      ['off', undefined],
      ['info', DiagnosticSeverity.Information],
      ['warning', DiagnosticSeverity.Warning],
      ['error', DiagnosticSeverity.Error],
      ['default', DiagnosticSeverity.Error],
      ['nonsense', DiagnosticSeverity.Error],
    ] as const) {
      const rules = { [CODE]: setting } as Record<string, 'off'>;
      const session = await Session.start(t, { initializationOptions: { settings: { rules } } });
      await session.open(broken());
      assert.equal((await session.pull()).find(({ code }) => code === CODE)?.severity, severity, setting);
    }
  });

  test('are asked for, and asked for again when they change', async (t) => {
    const session = await Session.start(t, { capabilities: ask, settings: { rules: { [CODE]: 'off' } } });
    await session.nextRefresh();
    await session.open(broken());
    assert.deepEqual(errors(await session.pull()), []);
    session.settings = { rules: {} };
    await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await session.nextRefresh();
    assert.deepEqual(errors(await session.pull()), [CODE]);
  });

  test('come with the change, for clients that cannot be asked', async (t) => {
    const session = await Session.start(t, { capabilities: PUSH });
    await session.open(broken());
    assert.deepEqual(errors((await session.nextPublished()).diagnostics), [CODE]);
    for (const [settings, expected] of [
      [{ taskdef: { rules: { [CODE]: 'off' } } }, []],
      [{ taskdef: null }, [CODE]],
      [{ taskdef: { rules: { [CODE]: 'warning' } } }, []],
      [null, [CODE]],
    ] as const) {
      await session.client.sendNotification(DidChangeConfigurationNotification.type, { settings });
      assert.deepEqual(errors((await session.nextPublished()).diagnostics), expected);
    }
  });

  test('a client without settings to tell is fine', async (t) => {
    const session = await Session.start(t, { capabilities: ask });
    await session.nextRefresh();
    await session.open(broken());
    assert.deepEqual(errors(await session.pull()), [CODE]);
  });
});

describe('broken JSON', () => {
  test('is reported to clients that have no help with it', async (t) => {
    const session = await Session.start(t);
    await session.open('{"family": "web" "containerDefinitions": []}');
    assert.ok((await session.codes()).includes('td-invalid-json'));
  });
  test('is left to clients that have', async (t) => {
    const session = await Session.start(t, { initializationOptions: { reportSyntaxErrors: false } });
    await session.open('{"family": "web" "containerDefinitions": []}');
    assert.ok(!(await session.codes()).includes('td-invalid-json'));
  });
});

describe('treat as a task definition', () => {
  const uri = 'file:///workspace/app.json';
  const text = '{"pidMode": "hots"}';

  test('the user’s word counts from the start', async (t) => {
    const session = await Session.start(t, { initializationOptions: { asked: [uri] } });
    await session.open(text, uri);
    assert.ok((await session.codes(uri)).includes(CODE));
  });

  test('and later, and can be taken back', async (t) => {
    const session = await Session.start(t);
    await session.open(text, uri);
    assert.deepEqual(await session.codes(uri), []);
    await session.client.sendNotification(INTENT, { uri, asked: true });
    assert.ok((await session.codes(uri)).includes(CODE));
    await session.client.sendNotification(INTENT, { uri, asked: false });
    assert.deepEqual(await session.codes(uri), []);
  });
});

describe('good practice', () => {
  const text = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": 512,
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1.2" }]
}
`;
  const isHint = ({ severity }: Diagnostic) => severity === DiagnosticSeverity.Hint;

  test('is marked once for a file where the user wants it so, and everything else as ever', async (t) => {
    const session = await Session.start(t, {
      initializationOptions: { settings: { goodPractice: { marks: 'once' } } },
    });
    await session.open(text);
    const found = await session.pull();
    const [once, ...more] = found.filter(isHint);
    assert.deepEqual(more, []);
    assert.deepEqual(once?.range.start, { line: 0, character: 0 });
    const other = await Session.start(t);
    await other.open(text);
    const each = await other.pull();
    assert.ok(each.filter(isHint).length > 3);
    for (const { message } of each.filter(isHint)) assert.ok(String(once?.message).includes(String(message)));
    assert.deepEqual(
      found.filter((one) => !isHint(one)),
      each.filter((one) => !isHint(one)),
    );
  });

  test('is all listed behind the one mark', async (t) => {
    const settings = { goodPractice: { marks: 'once' as const } };
    const session = await Session.start(t, { initializationOptions: { settings, pickCommand: true } });
    await session.open(text);
    const { length } = (await session.pull()).filter(isHint);
    assert.equal(length, 1);
    const start = { line: 0, character: 0 };
    const range = { start, end: start };
    const bulb = await session.codeActions(range);
    const line = bulb.find(({ title }) => title.startsWith('Good practice in this file'));
    assert.ok(line, bulb.map(({ title }) => title).join('\n'));
    const listed = await session.codeActions(range, [LISTS.practice]);
    assert.equal(line.title, `Good practice in this file (${listed.length})…`);
    const rules = new Set(listed.flatMap(({ diagnostics = [] }) => diagnostics.map(({ code }) => code)));
    const other = await Session.start(t);
    await other.open(text);
    const each = new Set((await other.pull()).filter(isHint).map(({ code }) => code));
    assert.deepEqual(rules, each);
    // Elsewhere the bulb goes on listing what is at its place.
    const here = await session.codeActions(session.range('"web"'));
    assert.ok(here.some(({ title }) => title.startsWith('Good practice here')));
  });
});
