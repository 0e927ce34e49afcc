/** Edits with places to type come out, in VS Code, as the same text that every other editor gets. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { PULL, Session, URI } from './session.ts';

const SNIPPETS = {
  ...PULL,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

const GOOD = {
  family: 'shop',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecsTaskExecutionRole',
  containerDefinitions: [
    {
      name: 'web',
      image: 'example.com/$web}:1',
      essential: true,
      command: ['cmd', '/c', 'type C:\\data > $HOME'],
      environment: [
        { name: 'DATABASE_PASSWORD', value: 'hunter2hunter2' },
        { name: 'DATA_DIR', value: '/data' },
      ],
    },
    { name: 'job', image: 'example.com/job:1.2', essential: false },
  ],
};

/** A text in the layouts that files have. */
const LAYOUTS: Readonly<Record<string, (value: unknown) => string>> = {
  'two blanks': (value) => `${JSON.stringify(value, null, 2)}\n`,
  'four blanks': (value) => `${JSON.stringify(value, null, 4)}\n`,
  tabs: (value) => `${JSON.stringify(value, null, '\t')}\n`,
  'one line': (value) => JSON.stringify(value),
  'CRLF lines': (value) => `${JSON.stringify(value, null, 2)}\n`.replaceAll('\n', '\r\n'),
  'a list in one line': (value) =>
    JSON.stringify(value, null, 2).replaceAll(
      /\{\s+("name": "D[^}]*?)\s+\}/g,
      (_, members: string) => `{ ${members.replaceAll(/\s+/g, ' ')} }`,
    ),
};

/** Everything that is offered anywhere in a text, once. */
async function everything(session: Session): Promise<CodeAction[]> {
  const document = session.document();
  const actions = await offeredForAll(session);
  for (const words of document.getText().matchAll(/"[\w]+"/g)) {
    const at = document.positionAt(words.index + 1);
    actions.push(...(await session.codeActions({ start: at, end: at })));
  }
  return [...new Map(actions.map((action) => [JSON.stringify([action.title, action.edit]), action])).values()];
}

/** What is offered where the whole text is selected. */
async function offeredForAll(session: Session): Promise<CodeAction[]> {
  const document = session.document();
  return session.codeActions({ start: document.positionAt(0), end: document.positionAt(document.getText().length) });
}

/** What each action that asks for words makes of the text, with and without snippets. */
async function compare(snippets: Session, plain: Session, text: string, offered = everything): Promise<number> {
  await snippets.open(text);
  await plain.open(text);
  const [rich, simple] = [await offered(snippets), await offered(plain)];
  let seen = 0;
  for (const [i, action] of rich.entries()) {
    if (!JSON.stringify(action.edit ?? {}).includes('"snippet"')) continue;
    assert.equal(simple[i]?.title, action.title);
    assert.equal(snippets.after(action.edit, URI, 'shown'), plain.after(simple[i]!.edit), action.title);
    seen++;
  }
  await snippets.close();
  await plain.close();
  return seen;
}

describe('an edit with places to type', () => {
  for (const [name, layout] of Object.entries(LAYOUTS))
    test(`is indented as the file is, in ${name}`, async (t) => {
      const snippets = await Session.start(t, { capabilities: SNIPPETS });
      const seen = await compare(snippets, await Session.start(t), layout(GOOD));
      assert.ok(seen >= 5, `only ${seen} actions ask for words`);
    });

  test('is what other editors get, in the examples of all rules', async (t) => {
    const snippets = await Session.start(t, { capabilities: SNIPPETS });
    const plain = await Session.start(t);
    let seen = 0;
    for (const { bad } of Object.values(RULE_EXAMPLES))
      for (const text of bad) seen += await compare(snippets, plain, text, offeredForAll);
    assert.ok(seen > 50, `only ${seen} actions ask for words`);
  });

  test('selects only what is to be filled in: a name, and an account that the file does not say', async (t) => {
    const task = (role: string) => `{
  "family": "web",${role}
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:1",
      "memory": 256,
      "environment": [{ "name": "DATABASE_PASSWORD", "value": "hunter2hunter2" }]
    }
  ]
}
`;
    const sent = async (text: string) => {
      const session = await Session.start(t, { capabilities: SNIPPETS });
      await session.open(text);
      const actions = await session.quickFixes('hunter2');
      return session.after(actions.find(({ title }) => title.endsWith('(Secrets Manager)'))?.edit);
    };
    const unknown = await sent(task(''));
    assert.match(unknown, /:iam::\$\{\d:111122223333\}:role\/\$\{\d:ecsTaskExecutionRole\}"/);
    assert.match(unknown, /:\$\{\d:111122223333\}:secret:\$\{\d:DATABASE_PASSWORD-AbCdEf\}"/);
    const known = await sent(task('\n  "executionRoleArn": "arn:aws:iam::222233334444:role/web",'));
    assert.match(known, /:222233334444:secret:\$\{\d:DATABASE_PASSWORD-AbCdEf\}"/);
  });
});
