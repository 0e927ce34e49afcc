/** The light bulb of a line with several findings, as VS Code puts it together where the cursor is at none of them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver/node';
import type { PickParams } from '../../server/src/protocol.ts';
import { PULL, Session, URI } from './session.ts';

const EDITOR = {
  capabilities: {
    textDocument: { ...PULL.textDocument, codeAction: { resolveSupport: { properties: ['edit', 'command'] } } },
    workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
  },
  initializationOptions: { pickCommand: true, placesCommand: true, learnCommand: true },
};

/**
 * What VS Code shows at a cursor from which no quick fix is in reach: the answers for the ends of all diagnostics of the
 * line, without those whose title was there before (CodeActionModel in VS Code's source, checked 2026-11-28).
 */
async function nearby(session: Session, line: number, uri = URI): Promise<CodeAction[]> {
  const shown = new Map<string, CodeAction>();
  const ends = new Map<string, { line: number; character: number }>();
  for (const { range } of await session.pull(uri))
    if (range.start.line === line || range.end.line === line) ends.set(JSON.stringify(range.end), range.end);
  for (const end of ends.values())
    for (const action of await session.codeActions({ start: end, end }, [CodeActionKind.QuickFix], uri))
      if (!shown.has(action.title)) shown.set(action.title, action);
  return [...shown.values()];
}

function container(...members: string[]): string {
  return `{
  "family": "shop",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1.2", "memory": 128, ${members.join(', ')} }
  ]
}
`;
}

/** Each is a fault of its own, with one or more fixes. */
const FAULTS = ['"stopTimout": 5', '"essential": "yes"', '"dependsOn": [{ "containerName": "wed" }]', '"cpu": "64"'];

describe('the light bulb of a line', () => {
  for (let n = 1; n <= FAULTS.length; n++)
    test(`with ${n} findings and more has at most seven entries, none twice, and reaches every fix`, async (t) => {
      const session = await Session.start(t, EDITOR);
      await session.open(container(...FAULTS.slice(0, n)));
      const menu = await nearby(session, 4);
      const titles = menu.map(({ title }) => title);
      assert.ok(titles.length <= 7, titles.join('\n'));
      for (const words of [/gnore/, /Good practice/, /^Fix all \(/, /^All fixes/])
        assert.ok(titles.filter((title) => words.test(title)).length <= 1, titles.join('\n'));
      assert.ok(titles.includes('Rename to "stopTimeout"'), titles.join('\n'));

      const reached = new Set(titles);
      for (const { command } of menu) {
        const [pick] = (command?.arguments ?? []) as PickParams[];
        if (!pick?.kind) continue;
        const behind = await session.codeActions(pick.range, [pick.kind]);
        assert.ok(behind.length > 0);
        for (const { title } of behind) reached.add(title);
      }
      for (const { range } of await session.pull())
        for (const { title, edit, kind } of range.start.line === 4 ? await session.codeActions(range) : [])
          if (edit && kind === CodeActionKind.QuickFix && !title.startsWith('Fix all of'))
            assert.ok(reached.has(title), `${title} in\n${[...reached].join('\n')}`);
    });

  test('is that of the finding where the cursor is at one', async (t) => {
    const session = await Session.start(t, EDITOR);
    await session.open(container(...FAULTS));
    const [first] = await session.codeActions(session.range('"stopTimout"'));
    assert.equal(first?.title, 'Rename to "stopTimeout"');
  });
});

test('what a quick fix does is no refactoring as well, in no format', async (t) => {
  const session = await Session.start(t, EDITOR);
  const texts = {
    'main.tf': `resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([
    {
      name        = "web"
      image       = "example.com/web:1"
      memory      = 128
      environment = [{ name = "API_TOKEN", value = "hunter2hunter2" }]
    }
  ])
}
`,
    'template.yaml': `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      ContainerDefinitions:
        - Name: web
          Image: example.com/web:1
          Memory: 128
          Environment:
            - Name: API_TOKEN
              Value: hunter2hunter2
`,
    'task-definition.json': `{ "family": "shop", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 128,
  "environment": [{ "name": "API_TOKEN", "value": "hunter2hunter2" }] }] }
`,
  };
  for (const [name, text] of Object.entries(texts)) {
    const uri = `file:///work/${name}`;
    await session.open(text, uri);
    for (const only of [undefined, [CodeActionKind.QuickFix, CodeActionKind.Refactor]]) {
      const titles = (await session.codeActions(session.range('hunter2hunter2', uri), only, uri)).map(
        ({ title }) => title,
      );
      assert.ok(
        titles.some((title) => title.startsWith('Move "API_TOKEN" to secrets')),
        titles.join('\n'),
      );
      assert.deepEqual(titles, [...new Set(titles)], name);
    }
  }
});
