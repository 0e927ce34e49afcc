import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findings, workspaceFile } from './editor.ts';

const TASK = `{
  "family": "shop",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "256",
  "memory": "512",
  "executionRoleArn": "arn:aws:iam::444455556666:role/exec",
  "containerDefinitions": [
    { "name": "app", "image": "444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:1", "portMappings": [{ "containerPort": 80 }] }
  ]
}
`;

describe('a service', () => {
  afterEach(closeWithoutSaving);

  it('is made of the open task definition, beside it, and judged together with it', async () => {
    const uri = workspaceFile('services/task-definition.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TASK));
    await vscode.window.showTextDocument(uri);
    await findings(uri, (found) => found.length > 0);
    const target = { containerName: 'app', containerPort: 80 };
    const answers = { serviceName: 'shop', launchType: 'FARGATE', desiredCount: 2, target, isPublic: false };
    await vscode.commands.executeCommand('taskdef.newServiceDefinition', answers);
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.toString(), workspaceFile('services/service-definition.json').toString());
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    assert.ok(
      lenses.some(({ command }) => command?.title === 'With task definition "shop": accepted'),
      lenses.map(({ command }) => command?.title).join(', '),
    );
    const edit = new vscode.WorkspaceEdit();
    const text = document.getText();
    const offset = text.indexOf('"app"') + 1;
    edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + 3)), 'apo');
    await vscode.workspace.applyEdit(edit);
    const isUnknown = (found: readonly vscode.Diagnostic[]) =>
      found.some((one) => codeOf(one) === 'svc-lb-container-unknown');
    await findings(document.uri, isUnknown);
  });
});
