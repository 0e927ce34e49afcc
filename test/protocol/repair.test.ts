/** "Repair this file…" as editors ask for it, show it and apply it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ClientCapabilities, CodeActionResolveRequest } from 'vscode-languageserver/node';
import { analyse } from '../../server/src/analysis.ts';
import { REPAIR_KIND } from '../../server/src/protocol.ts';
import { Session } from './session.ts';

const TEXT = `{
  "family": "web", // the front
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "bridge",
  "cpu": "256",
  "memory": "4096",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4",
      "portMappings": [{ "containerPort": 80, "hostPort": 8080 }]
    }
  ]
}
`;
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What VS Code can do. */
const LAZY: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit', 'command'] } } },
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } } },
};

const errorsIn = (text: string) =>
  analyse(text, 'task-definition.json', 'asked').findings.filter(
    // The comment stays, and the AWS CLI goes on refusing it.
    ({ severity, rule }) => severity === 'error' && rule !== 'td-invalid-json',
  );

describe('"Repair this file…"', () => {
  test('is made when it is chosen, with a reason for each change', async (t) => {
    const session = await Session.start(t, {
      capabilities: LAZY,
      initializationOptions: { placesCommand: true },
    });
    await session.open(TEXT);
    const [offered, ...more] = await session.codeActions(START, [REPAIR_KIND]);
    assert.deepEqual(more, []);
    assert.equal(offered?.title, 'Repair this file…');
    assert.equal(offered.edit, undefined);
    const { edit, command } = await session.client.sendRequest(CodeActionResolveRequest.type, offered);
    const repaired = session.after(edit);
    assert.deepEqual(errorsIn(repaired), []);
    assert.match(repaired, /\/\/ the front/);
    const annotations = Object.values(edit?.changeAnnotations ?? {});
    assert.ok(annotations.length >= 3, 'several changes, each by itself');
    for (const { label, description, needsConfirmation } of annotations) {
      assert.ok(label && description, 'a title and a reason');
      assert.equal(typeof needsConfirmation, 'boolean');
    }
    const [network] = annotations.filter(({ label }) => label.includes('networkMode'));
    assert.equal(network?.needsConfirmation, false, 'there is one legal value');
    assert.ok(
      annotations.some(({ needsConfirmation }) => needsConfirmation),
      'the preview is shown',
    );
    assert.ok(annotations.some(({ description }) => description?.includes('To fill in: ')));
    assert.equal(command?.command, 'taskdef.showPlaces');
    assert.ok(command.arguments?.[0].words.every((word: string) => repaired.includes(word)));
  });

  test('stands in the light bulb of a finding, and not where all is safe', async (t) => {
    const session = await Session.start(t, { capabilities: LAZY });
    await session.open(TEXT);
    const titles = async (words: string) => (await session.quickFixes(words)).map(({ title }) => title);
    assert.ok((await titles('"bridge"')).includes('Repair this file…'));
    assert.ok(!(await titles('"family"')).includes('Repair this file…'), 'nothing is wrong there');
    const safe =
      '{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": "512" }] }';
    await session.open(safe, 'file:///workspace/safe/task-definition.json');
    assert.deepEqual(
      await session.codeActions(START, [REPAIR_KIND], 'file:///workspace/safe/task-definition.json'),
      [],
    );
  });

  test('changes nothing in a document that has changed since', async (t) => {
    const session = await Session.start(t, { capabilities: LAZY });
    await session.open(TEXT);
    const [offered] = await session.codeActions(START, [REPAIR_KIND]);
    await session.type('"4096"', '"512"');
    const { edit } = await session.client.sendRequest(CodeActionResolveRequest.type, offered!);
    assert.equal(edit, undefined);
  });

  test('comes with its edit for a client that cannot ask for it later', async (t) => {
    const session = await Session.start(t);
    await session.open(TEXT);
    const [action] = await session.codeActions(START, [REPAIR_KIND]);
    assert.deepEqual(errorsIn(session.after(action?.edit)), []);
    const fixes = await session.quickFixes('"bridge"');
    assert.ok(
      fixes.every(({ title }) => title !== 'Repair this file…'),
      'not worked out before anybody asks',
    );
  });
});
