/** Hovers as a client gets them. What they say is the docs' business; here it counts that the right words come at the right place. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupKind } from 'vscode-languageserver/node';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { RULES } from '../../server/src/rules/index.generated.ts';
import { DOCS } from '../../server/src/schema/docs.ts';
import { Session, textAt } from './session.ts';

const TEXT = `{
  "family": "web", // \u{1F433}
  "networkMode": "awsvpc",
  "pidMode": "hots",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 512,
      "command": ["serve"],
      "dockerLabels": { "image": "x" },
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web" } }
    }
  ]
}
`;

/** The beginning of our text for a member. */
function docs(type: string, member: string): string {
  const found = DOCS[type]?.members[member];
  assert.ok(found, `docs of ${type}.${member}`);
  return found.text;
}

describe('a member', () => {
  test('is explained on its key', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    for (const [words, type, member] of [
      ['"networkMode"', 'RegisterTaskDefinitionRequest', 'networkMode'],
      ['"containerDefinitions"', 'RegisterTaskDefinitionRequest', 'containerDefinitions'],
      ['"memory"', 'ContainerDefinition', 'memory'],
      ['"logDriver"', 'LogConfiguration', 'logDriver'],
    ] as const) {
      const text = await session.hoverText(words);
      assert.ok(text.includes(docs(type, member)), `${words}: ${text}`);
      assert.ok(text.includes(`**${member}**`), text);
    }
  });

  test('and on its value, with what the value means', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const text = await session.hoverText('"awsvpc"');
    assert.ok(text.includes(docs('RegisterTaskDefinitionRequest', 'networkMode')));
    assert.ok(text.includes(DOCS.RegisterTaskDefinitionRequest!.members.networkMode!.values!.awsvpc!));
  });

  test('on the items of its list', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    assert.ok((await session.hoverText('"serve"')).includes(docs('ContainerDefinition', 'command')));
  });

  test('covers the word under the pointer', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const hover = await session.hover(session.range('"networkMode"').start);
    assert.ok(hover?.range);
    assert.equal(textAt(session.document(), hover.range), '"networkMode"');
    assert.ok(typeof hover.contents === 'object' && 'kind' in hover.contents);
    assert.equal(hover.contents.kind, MarkupKind.Markdown);
  });

  test('of a free map is nobody’s', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const { start } = session.range('"dockerLabels": { "image"');
    const hover = await session.hover({ line: start.line, character: start.character + 20 });
    assert.ok(!JSON.stringify(hover ?? '').includes(JSON.stringify(docs('ContainerDefinition', 'image')).slice(1, -1)));
  });

  test('an option of a log driver has its own text', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const option = DOCS.LogConfiguration?.options?.['awslogs-group'];
    assert.ok(option);
    assert.ok((await session.hoverText('"awslogs-group"')).includes(option.text));
  });

  test('in a bare list of containers, and in what describe-task-definition prints', async (t) => {
    const session = await Session.start(t);
    await session.open('[{ "name": "web", "image": "x:1", "memory": 512 }]', 'file:///a/container-definitions.json');
    assert.ok(
      (await session.hoverText('"memory"', 'file:///a/container-definitions.json')).includes(
        docs('ContainerDefinition', 'memory'),
      ),
    );
    await session.open('{ "taskDefinition": { "networkMode": "awsvpc" } }', 'file:///b/task-definition.json');
    assert.ok(
      (await session.hoverText('"networkMode"', 'file:///b/task-definition.json')).includes(
        docs('RegisterTaskDefinitionRequest', 'networkMode'),
      ),
    );
  });
});

describe('a finding', () => {
  test('is explained before the member', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const text = await session.hoverText('"hots"');
    const member = text.indexOf(docs('RegisterTaskDefinitionRequest', 'pidMode'));
    assert.ok(member > 0, 'something stands before the member');
  });

  test('of each rule says why, and how AWS says it', async (t) => {
    const session = await Session.start(t);
    let quoted = 0;
    for (const { id, why, rejection } of RULES) {
      const uri = `file:///workspace/${id}/task-definition.json`;
      await session.client.sendNotification('taskdef/intent', { uri, asked: true });
      await session.open(RULE_EXAMPLES[id]!.bad[0]!, uri);
      const diagnostic = (await session.pull(uri)).find(({ code }) => code === id);
      assert.ok(diagnostic);
      const hover = await session.hover(diagnostic.range.start, uri);
      const text = JSON.stringify(hover?.contents);
      assert.ok(text.includes(JSON.stringify(why).slice(1, -1)), `${id} says why`);
      if (rejection) {
        assert.match(text, /AWS says/, id);
        quoted++;
      }
      await session.close(uri);
    }
    assert.ok(quoted > 5);
  });
});

describe('nothing', () => {
  test('where nothing stands, and in other files', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const { end } = session.document().getText() ? { end: session.document().positionAt(TEXT.length) } : assert.fail();
    assert.equal(await session.hover(end), null);
    await session.open('{"memory": 1}', 'file:///workspace/package.json');
    assert.equal(await session.hoverText('"memory"', 'file:///workspace/package.json'), '');
  });

  test('from the file becomes a link, a command or HTML', async (t) => {
    const session = await Session.start(t);
    const evil = '[x](command:evil) <img src=x onerror=evil> `code`';
    await session.open(
      `{"family": ${JSON.stringify(evil)}, "pidMode": ${JSON.stringify(evil)}, ${JSON.stringify(evil)}: 1, "containerDefinitions": [{"name": ${JSON.stringify(evil)}, "image": ${JSON.stringify(evil)}}]}`,
    );
    for (const key of ['"family"', '"pidMode"', '"name"', '"image"']) {
      const { end } = session.range(key);
      for (const character of [end.character - 2, end.character + 8]) {
        const hover = await session.hover({ line: end.line, character });
        assert.ok(!/command:|<img/.test(JSON.stringify(hover ?? '')), JSON.stringify(hover));
      }
    }
  });
});
