/** Hovers as a client gets them. What they say is the docs' business; here it counts that the right words come at the right place. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DiagnosticSeverity, DidChangeConfigurationNotification, MarkupKind } from 'vscode-languageserver/node';
import { concept } from '../../server/src/course/concepts.ts';
import { refusalText } from '../../server/src/model/refusal.ts';
import { CATALOGUE } from '../../server/src/rules/catalogue.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { GENERAL_CODES } from '../../server/src/rules/general.ts';
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

const ROLES = `{
  "family": "web",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["EC2"],
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "memory": 512, "hostname": "web" }]
}
`;

const ROUTER = `{
  "family": "web",
  "containerDefinitions": [
    { "name": "router", "image": "example.com/fluent-bit:1", "memory": 64,
      "firelensConfiguration": { "type": "fluentbit", "options": { "enable-ecs-log-metadata": "true" } } },
    { "name": "web", "image": "example.com/web:1", "memory": 64,
      "logConfiguration": { "logDriver": "awsfirelens", "options": { "Name": "datadog", "dd_service": "web" } } }
  ]
}
`;

const CLEAN = `{
  "family": "shop",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:1", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "/ecs/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" } } }
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
      assert.doesNotMatch(text, /- Depends:/);
    }
    assert.match(await session.hoverText('"networkMode"'), /- Note: /);
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

  test('is explained by the concept behind it, and not a second time where it is the concept', async (t) => {
    const session = await Session.start(t);
    await session.open(ROLES);
    for (const [words, id, isSaid] of [
      ['"family"', 'family', false],
      ['"networkMode"', 'network-mode', false],
      ['"memory"', 'memory-limit', false],
      ['"executionRoleArn"', 'execution-role', false],
      ['"requiresCompatibilities"', 'launch-type', false],
      ['"hostname"', 'network-mode', true],
    ] as const) {
      const { title, short } = concept(id)!;
      const text = await session.hoverText(words);
      assert.equal(text.includes(`**${title}** — ${short.trim()}`), isSaid, text);
    }
  });

  test('leaves out what goes without saying', async (t) => {
    const session = await Session.start(t);
    await session.open(ROLES);
    for (const words of ['"executionRoleArn"', '"networkMode"', '"hostname"', '"memory"'])
      assert.doesNotMatch(await session.hoverText(words), /^- (?:Default: none|Launch types: all)$/m);
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

  test('an option of a log router and of its plugins has its own text', async (t) => {
    const session = await Session.start(t);
    await session.open(ROUTER);
    for (const [words, text] of [
      ['"enable-ecs-log-metadata"', /the task ARN and the task definition/],
      ['"dd_service"', /as Datadog shows it/],
    ] as const)
      assert.match(await session.hoverText(words), text);
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

  test('of each rule says why, who refuses the file and how', async (t) => {
    const session = await Session.start(t);
    for (const { id, why, severity, rejection, refusedBy } of RULES) {
      // Alone, so that good practice is not left out beside a problem, or listed beside other good practice.
      const rules = Object.fromEntries(CATALOGUE.flatMap((one) => (one.id === id ? [] : [[one.id, 'off']])));
      await session.client.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { taskdef: { rules } },
      });
      const uri = `file:///workspace/${id}/task-definition.json`;
      await session.client.sendNotification('taskdef/intent', { uri, asked: true });
      await session.open(RULE_EXAMPLES[id]!.bad[0]!, uri);
      const diagnostic = (await session.pull(uri)).find(({ code }) => code === id);
      assert.ok(diagnostic);
      const hover = await session.hover(diagnostic.range.start, uri);
      const text = JSON.stringify(hover?.contents);
      assert.ok(text.includes(JSON.stringify(why).slice(1, -1)), `${id} says why`);
      const isError = diagnostic.severity === DiagnosticSeverity.Error;
      const isTold = isError || rejection !== undefined || (severity !== 'error' && refusedBy !== undefined);
      assert.equal(text.includes('Refused '), isTold, id);
      if (rejection && refusedBy) assert.ok(text.includes(`${refusalText(refusedBy, '*')}`), id);
      await session.close(uri);
    }
  });

  test('has its rule’s title above where there are several', async (t) => {
    const session = await Session.start(t);
    const size = '"cpu": "256", "memory": "512", ';
    await session.open(
      '{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "bridge", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1" }] }',
    );
    const text = await session.hoverText('"FARGATE"');
    const at = ['fargate-cpu-memory-required', 'fargate-execution-role-missing'].map((id) => {
      const { title, why } = RULES.find((rule) => rule.id === id)!;
      return text.indexOf(`**${title}**\n\n${why}`);
    });
    assert.ok(at[0]! >= 0 && at[1]! > at[0]!, text);
    await session.type('"networkMode"', `${size}"networkMode"`);
    const { title, why } = RULES.find((rule) => rule.id === 'fargate-execution-role-missing')!;
    const alone = await session.hoverText('"FARGATE"');
    assert.ok(alone.startsWith(why) && !alone.includes(title), alone);
  });

  test('stands with those of its kind under one title', async (t) => {
    const session = await Session.start(t);
    await session.open('{ "family": "web", "containerDefinitions": [{}] }');
    const text = await session.hoverText('{}');
    const { title } = GENERAL_CODES.find(({ id }) => id === 'missing-property')!;
    assert.equal(text.split(`**${title}**`).length, 2, text);
    assert.match(text, /needs a name[\s\S]*without an image/);
  });

  test('is quoted as AWS says it of this file', async (t) => {
    const session = await Session.start(t);
    await session.open(
      '{ "family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "containerDefinitions": [{ "name": "web", "image": "example.com/web:1", "mountPoints": [{ "sourceVolume": "files", "containerPath": "/f" }] }] }',
    );
    assert.match(await session.hoverText('"FARGATE"'), /Fargate requires that 'memory' be defined/);
    assert.match(await session.hoverText('"files"'), /Unknown volume 'files'/);
  });
});

describe('good practice', () => {
  const rules = ['linux-capabilities-drop-all', 'security-non-root', 'security-readonly-root'].map(
    (id) => RULES.find((rule) => rule.id === id)!,
  );

  test('is listed by title where there is more than one thing to say', async (t) => {
    const session = await Session.start(t);
    await session.open(CLEAN);
    const text = await session.hoverText('"web"');
    for (const { title, why } of rules) {
      assert.ok(text.includes(`\n- ${title}`), `${title} in ${text}`);
      assert.ok(!text.includes(why), text);
    }
  });

  test('is not said beside a problem', async (t) => {
    const session = await Session.start(t);
    await session.open(CLEAN.replace(/, "logConfiguration".*\} \}/, ' }'));
    const text = await session.hoverText('"web"');
    assert.ok(text.startsWith(RULES.find(({ id }) => id === 'log-missing')!.why), text);
    for (const { title, why } of rules) assert.ok(!text.includes(title) && !text.includes(why), text);
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
