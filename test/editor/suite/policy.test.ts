import assert from 'node:assert/strict';
import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { closeWithoutSaving, findings, openText, positionOf } from './editor.ts';

const TASK = `{
  "family": "shop",
  "executionRoleArn": "arn:aws:iam::444455556666:role/exec",
  "containerDefinitions": [
    { "name": "app", "image": "444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1", "memory": 512 }
  ]
}
`;

describe('the policy of a role', () => {
  afterEach(closeWithoutSaving);

  it('opens as a new document from the light bulb', async () => {
    const { document } = await openText(TASK);
    await findings(document.uri, (found) => found.length > 0);
    const at = positionOf(document, 'executionRoleArn');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
    );
    const action = actions.find(({ title }) => title === "Write the execution role's policy");
    assert.ok(action?.command, `offered: ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    const policy = vscode.window.activeTextEditor!.document;
    assert.equal(policy.languageId, 'jsonc');
    const { Statement } = parse(policy.getText()) as { Statement: { Action: string[] }[] };
    assert.deepEqual(
      Statement.map(({ Action }) => Action[0]),
      ['ecr:GetAuthorizationToken', 'ecr:BatchCheckLayerAvailability'],
    );
  });
});
