/** What the language-model tool answers. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Brief } from '../../server/src/brief/brief.ts';
import { CHECK_TEXT, type CheckTextResult } from '../../server/src/protocol.ts';
import { Session } from './session.ts';

const URI = 'file:///workspace/task-definition.json';

async function answer(session: Session, text: string, uri = URI): Promise<string> {
  const { report } = await session.client.sendRequest<CheckTextResult>(CHECK_TEXT, { uri, text });
  return report;
}

describe('the check of a text', () => {
  test('answers as briefly as the command line does for assistants', async (t) => {
    const session = await Session.start(t);
    const container = (name: string) => ({ name, image: 'nginx', memory: '512', cpu: '1', essential: 'true' });
    const text = JSON.stringify({ family: 'a b', containerDefinitions: [container('x y'), container('y')] }, null, 2);
    const report = await answer(session, text);
    const { accepted, errors, findings } = JSON.parse(report) as Brief;
    assert.equal(accepted, false);
    assert.ok(errors >= 8, report);
    assert.ok(report.length < 320 * findings.length, `${report.length} characters for ${findings.length} findings`);
    for (const { fix } of findings.filter(({ severity }) => severity === 'error'))
      assert.ok(fix?.edits?.length, report);
  });

  test('reads other formats by the name', async (t) => {
    const session = await Session.start(t);
    const template = `Resources:
  T:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - { Name: a b, Image: nginx:1 }
`;
    const { findings } = JSON.parse(await answer(session, template, 'file:///workspace/t.yaml')) as Brief;
    assert.ok(findings.some(({ at }) => at.startsWith('6:')));
  });

  test('has no value of an environment variable in it', async (t) => {
    const session = await Session.start(t);
    const environment = [{ name: 'DB_PASSWORD', value: 'correct-horse-battery' }];
    const report = await answer(
      session,
      JSON.stringify({ family: 'a', containerDefinitions: [{ name: 'a', image: 'nginx:1', environment }] }),
    );
    assert.match(report, /env-plaintext-secret/);
    assert.doesNotMatch(report, /correct-horse/);
  });

  test('shows nothing of a text that is something else', async (t) => {
    const session = await Session.start(t);
    const report = await answer(session, '{ "openapi": "3.1.0" }');
    assert.match((JSON.parse(report) as { problem: string }).problem, /^Not a task definition/);
    assert.doesNotMatch(report, /3\.1\.0/);
  });
});
