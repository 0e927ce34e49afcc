/** The policies of the roles, and the comparison of two task definitions, for open documents. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import {
  COMPARE,
  type CompareResult,
  POLICY,
  type PolicyParams,
  type PolicyResult,
} from '../../server/src/protocol.ts';
import { Session, URI } from './session.ts';

const TASK = `{
  "family": "shop",
  "executionRoleArn": "arn:aws:iam::444455556666:role/exec",
  "containerDefinitions": [
    { "name": "app", "image": "444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1", "memory": 512 }
  ]
}
`;

const TEMPLATE = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: web
          Image: nginx:1
  Jobs:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: jobs
          Image: 444455556666.dkr.ecr.eu-west-1.amazonaws.com/jobs:1
`;

describe('the policy of a role', () => {
  test('is that of the task definition at the cursor', async (t) => {
    const session = await Session.start(t);
    const uri = 'file:///workspace/template.yaml';
    await session.open(TEMPLATE, uri, 'yaml');
    const at = async (line: number) =>
      (
        await session.client.sendRequest<PolicyResult>(POLICY, {
          uri,
          role: 'execution',
          position: { line, character: 6 },
        })
      ).text;
    assert.match(await at(4), /needs no permissions/);
    assert.match(await at(11), /repository\/jobs/);
  });

  test('is offered at the member that names the role, if the editor can show it', async (t) => {
    const session = await Session.start(t, { initializationOptions: { policyCommand: true } });
    await session.open(TASK);
    const actionsAt = async (line: number) =>
      (
        (await session.client.sendRequest<CodeAction[] | null>('textDocument/codeAction', {
          textDocument: { uri: URI },
          range: { start: { line, character: 5 }, end: { line, character: 5 } },
          context: { diagnostics: [] },
        })) ?? []
      ).filter(({ command }) => command?.command === 'taskdef.writePolicy');
    const [action, ...more] = await actionsAt(2);
    assert.equal(action?.title, "Write the execution role's policy");
    assert.deepEqual(more, []);
    assert.deepEqual(await actionsAt(1), []);
    const [params] = action.command!.arguments as [PolicyParams];
    const result = await session.client.sendRequest<PolicyResult>(POLICY, params);
    assert.match(result.text, /ecr:BatchGetImage/);
  });

  test('is null where there is no task definition', async (t) => {
    const session = await Session.start(t);
    assert.equal(await session.client.sendRequest(POLICY, { uri: URI, role: 'task' }), null);
  });
});

describe('a comparison', () => {
  test('tells differences, and shows both by what they mean', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    const other = JSON.stringify({ taskDefinition: { ...(JSON.parse(TASK) as object), cpu: '256', revision: 3 } });
    const result = await session.client.sendRequest<CompareResult>(COMPARE, {
      uri: URI,
      other,
      otherName: 'described.json',
    });
    assert.deepEqual(result.differences, ['cpu: removed, was "256"']);
    assert.doesNotMatch(result.before, /revision/);
    assert.equal(result.before.replace('  "cpu": "256",\n', ''), result.after.replace('  "cpu": "256",\n', ''));
  });

  test('is null if the other text is not a task definition', async (t) => {
    const session = await Session.start(t);
    await session.open(TASK);
    assert.equal(await session.client.sendRequest(COMPARE, { uri: URI, other: '', otherName: 'a.json' }), null);
  });
});
