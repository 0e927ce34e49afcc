/** What a client gets in a file of Terraform besides findings: names, outline, notes, lenses, the picture and completion. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ClientCapabilities,
  CodeLensRequest,
  CompletionRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRequest,
  type Position,
  ReferencesRequest,
  RenameRequest,
} from 'vscode-languageserver/node';
import { PICTURE, type PictureResult } from '../../server/src/protocol.ts';
import { Session, textAt } from './session.ts';

const URI = 'file:///workspace/infra/ecs.tf';
const textDocument = { uri: URI };

const FILE = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  cpu                      = 512
  memory                   = 1024
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  volume {
    name = "data"
  }
  container_definitions = jsonencode([
    {
      name        = "app" # the shop
      image       = "example.com/app:1"
      mountPoints = [{ sourceVolume = "data", containerPath = "/data" }]
      dependsOn   = [{ containerName = "proxy", condition = "START" }]
    },
    { name = "proxy", image = "example.com/proxy:1", essential = false }
  ])
}

resource "aws_ecs_task_definition" "job" {
  family                = "job"
  container_definitions = <<EOF
[{ "name": "job", "image": "example.com/job:1", "memory": 128 }]
EOF
}
`;

const ABLE: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

async function opened(t: Parameters<typeof Session.start>[0]): Promise<Session> {
  const session = await Session.start(t, { capabilities: ABLE });
  await session.open(FILE, URI, 'terraform');
  return session;
}

function inside(session: Session, words: string, by = 2): Position {
  const at = FILE.indexOf(words);
  assert.ok(at >= 0, words);
  return session.document(URI).positionAt(at + by);
}

describe('in a file of Terraform', () => {
  for (const [what, words, count] of [
    ['a container', '"proxy"', 2],
    ['a volume', '"data"', 2],
  ] as const)
    test(`${what} is found and renamed in all its places, and nothing else changes`, async (t) => {
      const session = await opened(t);
      const position = inside(session, words);
      const context = { includeDeclaration: true };
      const found = await session.client.sendRequest(ReferencesRequest.type, { textDocument, position, context });
      const texts = found!.map(({ range }) => textAt(session.document(URI), range).replaceAll('"', ''));
      assert.deepEqual(
        texts,
        Array.from({ length: count }, () => words.replaceAll('"', '')),
      );
      const edit = await session.client.sendRequest(RenameRequest.type, { textDocument, position, newName: 'store' });
      assert.equal(session.after(edit!, URI), FILE.replaceAll(words, '"store"'));
    });

  test('the outline has the task definitions with their containers', async (t) => {
    const session = await opened(t);
    const symbols = (await session.client.sendRequest(DocumentSymbolRequest.type, {
      textDocument,
    })) as DocumentSymbol[];
    const names = (of: readonly DocumentSymbol[] = []): string[] =>
      of.flatMap((one) => [one.name, ...names(one.children)]);
    const all = names(symbols);
    for (const name of ['web', 'job', 'app', 'proxy', 'data'])
      assert.ok(
        all.some((one) => one.includes(name)),
        all.join(', '),
      );
  });

  test('the lens stands at the resource that does not say its launch type', async (t) => {
    const session = await opened(t);
    const lenses = await session.client.sendRequest(CodeLensRequest.type, { textDocument });
    const { line } = session.document(URI).positionAt(FILE.indexOf('"job" {'));
    assert.deepEqual(
      lenses?.map(({ range }) => range.start.line),
      [line],
    );
  });

  test('notes stand behind values', async (t) => {
    const session = await opened(t);
    const range = { start: { line: 0, character: 0 }, end: { line: 30, character: 0 } };
    const hints = await session.client.sendRequest(InlayHintRequest.type, { textDocument, range });
    const behind = (words: string) => session.document(URI).positionAt(FILE.indexOf(words) + words.length);
    assert.ok(
      hints?.some(({ position }) => JSON.stringify(position) === JSON.stringify(behind('= 512'))),
      JSON.stringify(hints),
    );
  });

  test('the picture is of the task definition at the cursor', async (t) => {
    const session = await opened(t);
    for (const [words, title, other] of [
      ['"app"', 'web', 'job'],
      ['"job", "image"', 'job', 'web'],
    ] as const) {
      const params = { uri: URI, position: inside(session, words) };
      const picture = await session.client.sendRequest<PictureResult | null>(PICTURE, params);
      assert.ok(picture?.title.includes(title) && !picture.title.includes(other), picture?.title);
    }
  });

  test('a hover explains arguments, blocks and members', async (t) => {
    const session = await opened(t);
    for (const words of ['network_mode', 'mountPoints', '"memory": 128'])
      assert.ok(
        await session.client.sendRequest(HoverRequest.type, { textDocument, position: inside(session, words) }),
        words,
      );
  });

  test('completion offers what the place takes', async (t) => {
    const session = await opened(t);
    const position = inside(session, '"awsvpc"', 3);
    const list = await session.client.sendRequest(CompletionRequest.type, { textDocument, position });
    const items = Array.isArray(list) ? list : list!.items;
    assert.ok(
      items.some(({ label }) => label === 'awsvpc'),
      items.map(({ label }) => label).join(),
    );
  });
});
