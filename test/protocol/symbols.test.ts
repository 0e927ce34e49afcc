/** Names as symbols, the outline, links and notes, as clients of different abilities get them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClientCapabilities,
  CodeLensRequest,
  CodeLensResolveRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  type Position,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  SemanticTokensRequest,
  type WorkspaceEdit,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node';
import { PRICES_COMMAND } from '../../server/src/protocol.ts';
import { PULL, Session, textAt, URI } from './session.ts';

const SHOP = `{
  "family": "shop",
  "cpu": "512",
  "memory": "1024",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "links": ["cache:redis"],
      "dependsOn": [{ "containerName": "cache", "condition": "START" }],
      "volumesFrom": [{ "sourceContainer": "cache" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "g", "awslogs-region": "eu-west-1" } }
    },
    { "name": "cache", "image": "example.com/cache:1" }
  ]
}
`;

/** A client that can do all that this is about. */
const ABLE: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true }, inlayHint: { refreshSupport: true } },
};

const textDocument = { uri: URI };

/** The position in the middle of some words. */
function middle(session: Session, words: string): Position {
  const { start, end } = session.range(words);
  return { line: start.line, character: (start.character + end.character) >> 1 };
}

function whole(session: Session) {
  const document = session.document();
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
}

describe('a name', () => {
  test('leads to its definition, as a link or as a place', async (t) => {
    for (const capabilities of [ABLE, PULL]) {
      const session = await Session.start(t, { capabilities });
      await session.open(SHOP);
      const position = middle(session, 'cache');
      const found = await session.client.sendRequest(DefinitionRequest.type, { textDocument, position });
      const [first, ...more] = [found ?? []].flat();
      assert.deepEqual(more, []);
      assert.ok(first);
      const range = 'targetUri' in first ? first.targetSelectionRange : first.range;
      assert.equal('targetUri' in first, capabilities === ABLE);
      assert.deepEqual(range.start, { line: 13, character: 15 });
      assert.equal(textAt(session.document(), range), 'cache');
    }
  });

  test('has references and highlights', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const position = middle(session, 'cache');
    const ask = (includeDeclaration: boolean) =>
      session.client.sendRequest(ReferencesRequest.type, { textDocument, position, context: { includeDeclaration } });
    assert.deepEqual(
      (await ask(true))?.map(({ range }) => range.start.line),
      [8, 9, 10, 13],
    );
    assert.deepEqual(
      (await ask(false))?.map(({ range }) => range.start.line),
      [8, 9, 10],
    );
    const marks = await session.client.sendRequest(DocumentHighlightRequest.type, { textDocument, position });
    const { Read, Write } = DocumentHighlightKind;
    assert.deepEqual(
      marks?.map(({ kind }) => kind),
      [Read, Read, Read, Write],
    );
  });

  test('is renamed in all its places at once', async (t) => {
    const session = await Session.start(t, { capabilities: ABLE });
    await session.open(SHOP);
    const position = middle(session, 'cache');
    const prepared = await session.client.sendRequest(PrepareRenameRequest.type, { textDocument, position });
    assert.ok(prepared && 'placeholder' in prepared);
    assert.equal(prepared.placeholder, 'cache');
    assert.equal(textAt(session.document(), prepared.range), 'cache');
    const edit = await session.client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'store' });
    assert.ok(edit?.documentChanges);
    const after = session.after(edit);
    assert.equal(after.match(/"store[":]/g)?.length, 4);
    assert.match(after, /example\.com\/cache:1/);
    assert.doesNotMatch(after, /"cache/);
  });

  test('is renamed for clients with simple edits', async (t) => {
    const session = await Session.start(t);
    assert.equal(session.initialized.capabilities.renameProvider, true);
    await session.open(SHOP);
    const position = middle(session, '"web"');
    const edit: WorkspaceEdit | null = await session.client.sendRequest(RenameRequest.type, {
      textDocument,
      position,
      newName: 'api',
    });
    assert.ok(edit?.changes);
    assert.match(session.after(edit), /"name": "api"/);
  });

  test('is not renamed without a reason that people can read', async (t) => {
    const session = await Session.start(t, { capabilities: ABLE });
    await session.open(SHOP);
    const prepare = (words: string) =>
      session.client.sendRequest(PrepareRenameRequest.type, { textDocument, position: middle(session, words) });
    await assert.rejects(prepare('nginx'), /the name of a container, a volume or a port/);
    const rename = (newName: string) =>
      session.client.sendRequest(RenameRequest.type, { textDocument, position: middle(session, '"web"'), newName });
    await assert.rejects(rename('my web'), /letters, digits, hyphens and underscores/);
    await assert.rejects(rename('cache'), /already a container named "cache"/);
    await session.type('"web"', '"${web}"');
    await assert.rejects(prepare('"${web}"'), /decided later/);
  });

  test('changes with its uses while it is typed', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const ask = (position: Position) =>
      session.client.sendRequest(LinkedEditingRangeRequest.type, { textDocument, position });
    const linked = await ask({ line: 13, character: 16 });
    assert.equal(linked?.ranges.length, 4);
    assert.ok(linked.wordPattern);
    assert.equal(await ask(middle(session, 'cache')), null);
  });
});

describe('the outline', () => {
  test('is a tree for clients that know one, else a list', async (t) => {
    const able = await Session.start(t, { capabilities: ABLE });
    await able.open(SHOP);
    const [root] = (await able.client.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
    assert.ok(root && 'selectionRange' in root);
    assert.equal(root.name, 'shop');
    assert.deepEqual(
      root.children?.map(({ name, detail }) => `${name} — ${detail}`),
      ['web — nginx:1.27, essential', 'cache — cache:1, essential'],
    );
    const plain = await Session.start(t);
    await plain.open(SHOP);
    const list = (await plain.client.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
    const web = list.find(({ name }) => name === 'web — nginx:1.27, essential');
    assert.ok(web && 'location' in web);
    assert.equal(web.containerName, 'shop');
  });

  test('is searched over all open task definitions', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    await session.open(SHOP.replace('"shop"', '"second"'), 'file:///workspace/other/taskdef.json');
    await session.open('{ "name": "web" }', 'file:///workspace/package.json');
    const found = await session.client.sendRequest(WorkspaceSymbolRequest.type, { query: 'wb' });
    assert.deepEqual(
      found?.map(({ name, containerName }) => `${containerName}/${name}`),
      ['shop/web', 'second/web'],
    );
    await session.close();
    assert.equal((await session.client.sendRequest(WorkspaceSymbolRequest.type, { query: 'web' }))?.length, 1);
  });
});

describe('folds and growing selections', () => {
  test('are there for clients that have none of their own', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const folds = await session.client.sendRequest(FoldingRangeRequest.type, { textDocument });
    assert.deepEqual(folds?.[0], { startLine: 0, endLine: 14 });
    const positions = [middle(session, 'nginx:1.27')];
    const [selection] =
      (await session.client.sendRequest(SelectionRangeRequest.type, { textDocument, positions })) ?? [];
    assert.equal(textAt(session.document(), selection!.range), 'nginx:1.27');
    assert.equal(textAt(session.document(), selection!.parent!.range), '"nginx:1.27"');
  });

  test('are not announced where the editor has them', async (t) => {
    const session = await Session.start(t, { initializationOptions: { offersStructure: false } });
    assert.equal(session.initialized.capabilities.foldingRangeProvider, undefined);
    assert.equal(session.initialized.capabilities.selectionRangeProvider, undefined);
  });
});

describe('links and colours', () => {
  test('stand in task definitions', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const links = await session.client.sendRequest(DocumentLinkRequest.type, { textDocument });
    assert.deepEqual(
      links?.map(({ range, target }) => [textAt(session.document(), range), target]),
      [['nginx:1.27', 'https://hub.docker.com/_/nginx']],
    );
    const { data } = (await session.client.sendRequest(SemanticTokensRequest.type, { textDocument })) ?? { data: [] };
    const legend = session.initialized.capabilities.semanticTokensProvider?.legend;
    // Five places of names, and the deprecated member.
    assert.equal(data.length, 6 * 5);
    assert.deepEqual(data.slice(0, 3), [6, 15, 3], 'the first container’s name');
    assert.equal(legend?.tokenTypes[data[3]!], 'class');
  });

  test('lead from hovers where nothing is to be underlined', async (t) => {
    const task = SHOP.replace('"cpu"', '"taskRoleArn": "arn:aws:iam::123456789012:role/shop",\n  "cpu"');
    const page = 'https://hub.docker.com/_/nginx';
    for (const underlined of [false, true]) {
      const session = await Session.start(t, { initializationOptions: { settings: { links: { underlined } } } });
      await session.open(task);
      const links = await session.client.sendRequest(DocumentLinkRequest.type, { textDocument });
      assert.equal(links?.length ?? 0, underlined ? 2 : 0);
      assert.equal((await session.hoverText('nginx:1.27')).includes(`](${page})`), !underlined);
      assert.equal((await session.hoverText('role/shop')).includes('Open the role in the IAM console'), !underlined);
    }
  });

  test('and nothing else of ours stands in other files', async (t) => {
    const session = await Session.start(t, { capabilities: ABLE });
    await session.open('{ "title": "web", "items": [{ "label": "web" }] }');
    const position = middle(session, '"web"');
    assert.equal(await session.client.sendRequest(DefinitionRequest.type, { textDocument, position }), null);
    assert.equal(await session.client.sendRequest(PrepareRenameRequest.type, { textDocument, position }), null);
    assert.equal(await session.client.sendRequest(DocumentSymbolRequest.type, { textDocument }), null);
    assert.equal(await session.client.sendRequest(DocumentLinkRequest.type, { textDocument }), null);
    assert.equal(
      await session.client.sendRequest(InlayHintRequest.type, { textDocument, range: whole(session) }),
      null,
    );
    assert.deepEqual(await session.client.sendRequest(CodeLensRequest.type, { textDocument }), []);
  });
});

describe('notes', () => {
  const hints = async (session: Session, range = whole(session)) =>
    (await session.client.sendRequest(InlayHintRequest.type, { textDocument, range })) ?? [];
  const lenses = async (session: Session) => {
    const titles: string[] = [];
    for (const lens of (await session.client.sendRequest(CodeLensRequest.type, { textDocument })) ?? []) {
      const whole = lens.command ? lens : await session.client.sendRequest(CodeLensResolveRequest.type, lens);
      titles.push(whole.command?.title ?? '');
    }
    return titles;
  };

  test('stand behind values, in the range that is asked for', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    assert.deepEqual(
      (await hints(session)).map(({ label }) => label),
      ['0.5 vCPU', '1 GB', 'essential: true', 'essential: true'],
    );
    const [cpu, ...more] = await hints(session, session.range('"512"'));
    assert.deepEqual(more, []);
    assert.deepEqual(cpu?.position, session.range('"512"').end);
  });

  test('can be written out', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const essential = (await hints(session)).find(({ label }) => label === 'essential: true');
    assert.match(
      session.after({ changes: { [URI]: essential?.textEdits ?? [] } }),
      /"name": "web",\n {6}"essential": true,\n/,
    );
  });

  test('tell verdict and price above', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP);
    const [verdict, price] = await lenses(session);
    assert.match(verdict ?? '', /^Fargate: .*EC2: .*Managed Instances: /);
    assert.equal(price, 'On Fargate about $18 a month in eu-west-1');
  });

  test('tell what an Express service says, worked out when it is on screen', async (t) => {
    const session = await Session.start(t);
    await session.open(SHOP.replace('"name": "web"', '"name": "Main"'));
    const found = (await session.client.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
    assert.ok(found.every(({ command }) => !command?.title.startsWith('Express')));
    assert.match((await lenses(session))[1] ?? '', /^Express Mode: /);
  });

  test('lead to the prices in clients that can open them', async (t) => {
    for (const pricesCommand of [true, false]) {
      const session = await Session.start(t, { initializationOptions: { pricesCommand } });
      await session.open(SHOP);
      const found = (await session.client.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
      const price = found.find(({ command }) => command?.title.includes('$'));
      assert.equal(price?.command?.command, pricesCommand ? PRICES_COMMAND : '');
    }
  });

  test('are switched off and on again by settings', async (t) => {
    const settings = { inlayHints: { enabled: false }, codeLens: { enabled: false } };
    const session = await Session.start(t, { capabilities: ABLE, initializationOptions: { settings } });
    const refreshed = new Promise<void>((resolve) => {
      session.client.onRequest(InlayHintRefreshRequest.type, () => resolve());
    });
    await session.open(SHOP);
    assert.deepEqual(await hints(session), []);
    assert.deepEqual(await lenses(session), []);
    await session.client.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { taskdef: { inlayHints: { enabled: true } } },
    });
    await refreshed;
    assert.equal((await hints(session)).length, 4);
    assert.equal((await lenses(session)).length, 2);
  });
});
