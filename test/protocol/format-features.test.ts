/** What a client gets in the formats beside JSON: the same features, in the format's own names and style. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionResolveRequest,
  CodeLensRequest,
  type Diagnostic,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  type Position,
  ReferencesRequest,
  RenameRequest,
} from 'vscode-languageserver/node';
import { stringify } from 'yaml';
import {
  CHECK_FILE,
  type CheckFileResult,
  PICTURE,
  type PictureResult,
  REPAIR_KIND,
} from '../../server/src/protocol.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { FORMATS } from '../formats/samples.ts';
import { terraformOf } from '../formats/terraform.ts';
import { Session, textAt } from './session.ts';

/** What VS Code can do. */
const EDITOR: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { resolveSupport: { properties: ['edit', 'command'] } },
  },
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      changeAnnotationSupport: { groupsOnLabel: true },
      resourceOperations: ['create'],
    },
  },
};

const COMMENT = /(?<=^|\s)#.*/g;

for (const [title, format] of Object.entries(FORMATS)) {
  const { uri, languageId, text, names, name } = format;
  const textDocument = { uri };
  const open = async (t: Parameters<typeof Session.start>[0]): Promise<Session> => {
    const session = await Session.start(t, { capabilities: EDITOR });
    await session.open(text, uri, languageId);
    return session;
  };
  const at = (session: Session, words: string, by = words.length - 2): Position => {
    const offset = text.indexOf(words);
    assert.ok(offset >= 0, words);
    return session.document(uri).positionAt(offset + by);
  };
  const apply = async (session: Session, action: CodeAction): Promise<string> => {
    const { edit } = action.edit ? action : await session.client.sendRequest(CodeActionResolveRequest.type, action);
    return session.after(edit, uri, 'shown');
  };
  /** Replaces the document, and gives the codes of its errors. */
  const errorsOf = async (session: Session, after: string): Promise<unknown[]> => {
    await session.change([{ text: after }], uri);
    return (await session.pull(uri)).filter(({ severity }) => severity === 1).map(({ code }) => code);
  };

  describe(`in ${title}`, () => {
    test('findings are at their places, in the names of the format', async (t) => {
      const session = await open(t);
      const found = (await session.pull(uri)).find(({ code }) => code === 'fargate-network-mode');
      assert.equal(found && textAt(session.document(uri), found.range), format.bridge);
      assert.ok(String(found?.message).includes(names.mode.replaceAll('"', '')));
    });

    test('a hover explains a member, and a name where it is used', async (t) => {
      const session = await open(t);
      assert.match(await session.hoverText(names.mode, uri), /How the containers reach the network/);
      assert.match(await session.hoverText(names.waitsFor, uri), /The container to wait for/);
      assert.match(await session.hoverText(names.volume, uri), /Which volume to mount/);
    });

    test('a hover says nothing in what is not of ECS', async (t) => {
      const session = await open(t);
      if (text.startsWith('#')) assert.equal(await session.hoverText('The shop', uri), '');
    });

    test('a container and a volume are renamed in all their places, and nothing else changes', async (t) => {
      const session = await open(t);
      for (const [word, member] of [
        ['proxy', names.waitsFor],
        ['data', names.volume],
      ] as const) {
        const offset = text.indexOf(name(word), text.indexOf(member));
        const position = session.document(uri).positionAt(offset + 2);
        const context = { includeDeclaration: true };
        const found = await session.client.sendRequest(ReferencesRequest.type, { textDocument, position, context });
        assert.equal(found?.length, 2, word);
        const edit = await session.client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'store' });
        const declared = new RegExp(`(?<=[Nn]ame"?\\s*[:=] "?)${word}(?="?(?:\\s|,))`, 'g');
        const used = new RegExp(`(?<=[vV]olume"?\\s*[:=] "?)${word}(?="?(?:\\s|,))`, 'g');
        assert.equal(session.after(edit!, uri), text.replaceAll(declared, 'store').replaceAll(used, 'store'));
      }
    });

    test('the outline has the task definitions, volumes and containers', async (t) => {
      const session = await open(t);
      const symbols = (await session.client.sendRequest(DocumentSymbolRequest.type, {
        textDocument,
      })) as DocumentSymbol[];
      const flat = (of: readonly DocumentSymbol[] = []): string[] =>
        of.flatMap((one) => [one.name, ...flat(one.children)]);
      for (const word of ['data', 'app', 'proxy', 'DB_PASSWORD'])
        assert.ok(
          flat(symbols).some((one) => one.includes(word)),
          `${word}: ${flat(symbols).join(', ')}`,
        );
    });

    test('the lens is at the task definition that does not say its launch type', async (t) => {
      const session = await open(t);
      const lenses = (await session.client.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
      const lines = lenses.map(({ range }) => range.start.line);
      assert.deepEqual(lines, format.lens === undefined ? [] : [at(session, format.lens).line]);
    });

    test('notes are behind the values that they are about', async (t) => {
      const session = await open(t);
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const hints = (await session.client.sendRequest(InlayHintRequest.type, { textDocument, range })) ?? [];
      const found = hints.find(({ label }) => label === '0.25 vCPU');
      assert.ok(found, JSON.stringify(hints));
      const line = session.document(uri).getText().split('\n')[found.position.line]!;
      assert.match(line.slice(0, found.position.character), /256['"]?$/);
    });

    test('the picture is of the task definition at the cursor', async (t) => {
      const session = await open(t);
      const params = { uri, position: at(session, names.mode) };
      const picture = await session.client.sendRequest<PictureResult | null>(PICTURE, params);
      assert.ok(picture && picture.title.length > 0);
    });

    test('all that is safe is fixed, and the rest of the text stays', async (t) => {
      const session = await open(t);
      const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const [action] = await session.codeActions(whole, ['source.fixAll.taskdef'], uri);
      assert.ok(action);
      const wanted = format.fixed.reduce((all, [before, after]) => all.replace(before, after), text);
      assert.equal(await apply(session, action), wanted);
    });

    test('a repair leaves no error, and all comments', async (t) => {
      const session = await open(t);
      const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const [action] = await session.codeActions(whole, [REPAIR_KIND], uri);
      assert.equal(action?.title, 'Repair this file…');
      const after = await apply(session, action);
      assert.deepEqual(after.match(COMMENT), text.match(COMMENT));
      assert.match(after, format.secret);
      assert.deepEqual(await errorsOf(session, after), []);
    });

    test('a fix that moves a member spells it as the format does', async (t) => {
      const session = await open(t);
      const action = (await session.quickFixes('hunter2secret', uri)).find(({ title }) => /secrets/.test(title));
      assert.ok(action);
      assert.match(await apply(session, action), format.secret);
    });

    for (const [refactoring, wanted] of [
      [/^Convert to ARM64/, format.arm],
      [/^Send the output of container "app"/, format.logs],
    ] as const)
      test(`${refactoring.source.slice(1)} writes in the style of the file`, async (t) => {
        const session = await open(t);
        const before = (await session.pull(uri)).filter(({ severity }) => severity === 1).map(({ code }) => code);
        const actions = await session.codeActions(session.range('example.com/app:1', uri), ['refactor'], uri);
        const action = actions.find((one) => refactoring.test(one.title));
        assert.ok(action, actions.map((one) => one.title).join(', '));
        const after = await apply(session, action);
        assert.ok(after.includes(wanted), after);
        const added = (await errorsOf(session, after)).filter((code) => !before.includes(code as string));
        assert.deepEqual(added, []);
      });

    test('a finding can be ignored by a comment in the language, where there are any', async (t) => {
      const session = await open(t);
      const actions = await session.quickFixes('bridge', uri);
      const action = actions.find(({ title }) => title === 'Ignore "fargate-network-mode" on this line');
      if (languageId === 'json') return assert.equal(action, undefined);
      const after = await apply(session, action!);
      assert.match(after, /\n *# taskdef-disable-next-line fargate-network-mode\n *[Nn]etwork_?[Mm]ode/);
      assert.ok(!(await errorsOf(session, after)).includes('fargate-network-mode'));
    });

    test('a file that is not open is checked the same', async (t) => {
      const session = await open(t);
      const codes = await session.codes(uri);
      const params = { uri: uri.replace('/workspace/', '/workspace/other/'), text };
      const { accepted, diagnostics } = await session.client.sendRequest<CheckFileResult>(CHECK_FILE, params);
      assert.ok(accepted);
      assert.deepEqual(
        (diagnostics as Diagnostic[]).map(({ code }) => code),
        codes,
      );
    });

    test('only JSON is folded, as editors fold the rest by its indentation', async (t) => {
      const session = await open(t);
      const folds = await session.client.sendRequest(FoldingRangeRequest.type, { textDocument });
      assert.equal((folds ?? []).length > 0, languageId === 'json');
    });
  });
}

/** Two containers that have nothing to do with each other. */
const UNRELATED = {
  family: 'web',
  containerDefinitions: ['one', 'two'].map((name) => ({ name, image: `example.com/${name}:1`, memory: 300 })),
};

describe('a container of its own', () => {
  for (const [uri, text, isOffered] of [
    ['file:///workspace/task-definition.json', JSON.stringify(UNRELATED, null, 2), true],
    ['file:///workspace/task-definition.yaml', stringify(UNRELATED), true],
    ['file:///workspace/template.json', JSON.stringify(templateOf(UNRELATED), null, 2), false],
    ['file:///workspace/template.yaml', stringify(templateOf(UNRELATED)), false],
    ['file:///workspace/ecs.tf', terraformOf(UNRELATED), false],
  ] as const)
    test(`is ${isOffered ? '' : 'not '}moved to another file from ${uri.slice(18)}`, async (t) => {
      const session = await Session.start(t, { capabilities: EDITOR });
      await session.open(text, uri);
      const actions = await session.codeActions(session.range('example.com/two:1', uri), ['refactor.move'], uri);
      // The file would declare all else that the template or the file of Terraform declares once more.
      assert.equal(actions.length > 0, isOffered);
    });
});
