import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, open, positionOf, workspaceFile } from './editor.ts';

const TASK = `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "front", "image": "example.com/web:latest", "memory": 256, "portMappings": [{ "containerPort": 80 }] }
  ]
}
`;
const SERVICE = `{
  "serviceName": "shop",
  "taskDefinition": "shop",
  "desiredCount": 1,
  "loadBalancers": [{ "targetGroupArn": "\${ARN}", "containerName": "front", "containerPort": 80 }]
}
`;
const TASK_FILE = 'shop/task-definition.json';
const SERVICE_FILE = 'shop/ecs-service.json';

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
}

async function symbols(query: string): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    query,
  );
  return found.map(({ name, location }) => `${name} in ${location.uri.path.split('/').at(-1)}`);
}

describe('names in files that are not open', () => {
  beforeEach(async () => {
    await write(TASK_FILE, TASK);
    await write(SERVICE_FILE, SERVICE);
  });
  afterEach(async () => {
    await closeWithoutSaving();
    await vscode.workspace.fs.delete(workspaceFile('shop'), { recursive: true });
  });

  it('are found, followed and renamed', async () => {
    const { document } = await open(TASK_FILE);
    await findingsWith(document.uri, 'image-latest-tag');
    assert.deepEqual(await symbols('front'), ['front in task-definition.json']);
    const at = positionOf(document, 'front').translate(0, 1);
    const both = ['ecs-service.json', 'task-definition.json'];
    let names: (string | undefined)[] = [];
    // The editor reports a new file when the file system does.
    for (const end = Date.now() + 20_000; names.length < both.length && Date.now() < end; ) {
      const places = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        at,
      );
      names = places.map(({ uri }) => uri.path.split('/').at(-1)).sort();
    }
    assert.deepEqual(names, both);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'gateway',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), TASK.replace('front', 'gateway'));
    const service = await vscode.workspace.openTextDocument(workspaceFile(SERVICE_FILE));
    assert.equal(service.getText(), SERVICE.replace('front', 'gateway'));
  });

  it('are found anew when a file changes on disk', async () => {
    const { document } = await open('task-definition.json');
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    await symbols('front');
    await write(TASK_FILE, TASK.replace('front', 'rear'));
    // The editor reports the change when the file system does.
    let found: string[] = [];
    for (const end = Date.now() + 20_000; found.length === 0 && Date.now() < end; ) found = await symbols('rear');
    assert.deepEqual(found, ['rear in task-definition.json']);
  });
});
