import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, codeOf, findings, open, openText, positionOf, until, workspaceFile } from './editor.ts';

const ON_EC2 = `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge", // one address for all
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "public.ecr.aws/docker/library/nginx:1.27",
      "cpu": 300,
      "memory": 900,
      "portMappings": [{ "containerPort": 80, "hostPort": 8080 }]
    }
  ]
}
`;

async function convertToFargate(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit> {
  const at = positionOf(document, '"EC2"');
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    'refactor.rewrite',
  );
  const action = actions.find(({ title }) => title.startsWith('Convert to Fargate'));
  assert.ok(action?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
  return action.edit;
}

describe('a task definition for EC2', () => {
  afterEach(closeWithoutSaving);

  it('becomes one for Fargate, with nothing left to repair', async () => {
    const { document } = await openText(ON_EC2, 'jsonc');
    assert.ok(await vscode.workspace.applyEdit(await convertToFargate(document)));
    const task = JSON.parse(document.getText().replace(/\/\/.*/, ''));
    assert.deepEqual(task.requiresCompatibilities, ['FARGATE']);
    assert.equal(task.networkMode, 'awsvpc');
    assert.deepEqual([task.cpu, task.memory], ['512', '1024']);
    assert.deepEqual(task.containerDefinitions[0].portMappings, [{ containerPort: 80 }]);
    assert.match(document.getText(), /\/\/ one address for all/);
    const serious = vscode.DiagnosticSeverity.Warning;
    await findings(document.uri, (found) => found.length > 0 && found.every(({ severity }) => severity > serious));
  });
});

describe('the workspace', () => {
  afterEach(closeWithoutSaving);

  it('is checked whole, open or not', async () => {
    const uri = workspaceFile('task-definition.json');
    await vscode.commands.executeCommand('taskdef.checkWorkspace');
    const found = await findings(uri, (all) => all.length > 0);
    assert.ok(found.some((one) => codeOf(one) === 'fargate-cpu-memory-combination'));
    const once = found.length;
    await open('task-definition.json');
    // What was found before does not stand beside what the server says of the open file.
    await until(
      () => (vscode.window.tabGroups.activeTabGroup.activeTab ? true : undefined),
      (again) => vscode.window.tabGroups.onDidChangeTabs(again),
      () => 'no tab',
    );
    await findings(
      uri,
      (all) => all.filter((one) => codeOf(one) === 'fargate-cpu-memory-combination').length === 1 && all.length <= once,
    );
  });
});
