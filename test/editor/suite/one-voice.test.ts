import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, open, openText, until, workspaceFile } from './editor.ts';

const SHOP = `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:latest", "essential": true, "memory": 256, "portMappings": [] },
    {
      "name": "cache",
      
      "cpu": 10
    }
  ]
}
`;

describe('what VS Code’s own JSON support says', () => {
  const schemas = () => vscode.workspace.getConfiguration('json');
  afterEach(async () => {
    await schemas().update('schemas', undefined, vscode.ConfigurationTarget.Workspace);
    await closeWithoutSaving();
    await vscode.workspace.fs.delete(workspaceFile('shop.json')).then(undefined, () => undefined);
  });

  it('is explained at each error that it reports in a template', async () => {
    const text = `{
  "family": "shop",
  "containerDefinitions": [
    { "name": "web", "image": "example.com/web:latest", "memory": {{ memory }}, "essential": true }
  ]
}
`;
    const { document } = await openText(text);
    const all = () => vscode.languages.getDiagnostics(document.uri);
    const errors = () => all().filter(({ source }) => source === 'json');
    const isExplained = (error: vscode.Diagnostic) =>
      all().some(({ message, range }) => range.isEqual(error.range) && /reads this template as JSON/.test(message));
    await until(
      () => (errors().length > 1 && errors().every(isExplained) ? true : undefined),
      (again) => vscode.languages.onDidChangeDiagnostics(again),
      () =>
        all()
          .map(({ source, message }) => `${source}: ${message}`)
          .join('\n'),
    );
    // A real error is not explained away.
    const editor = vscode.window.activeTextEditor!;
    await editor.edit((edit) => edit.insert(document.positionAt(text.indexOf('"family"')), '"'));
    await until(
      () => (errors().length > 0 && !errors().some(isExplained) ? true : undefined),
      (again) => vscode.languages.onDidChangeDiagnostics(again),
      () =>
        all()
          .map(({ source, message }) => `${source}: ${message}`)
          .join('\n'),
    );
  });

  it('is not suggested beside ours once the user says so', async () => {
    await vscode.workspace.fs.writeFile(workspaceFile('shop.json'), new TextEncoder().encode(SHOP));
    const { document } = await open('shop.json');
    await findingsWith(document.uri, 'image-latest-tag');
    const offset = SHOP.indexOf('"cache",') + '"cache",\n      '.length;
    const labels = async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(offset),
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const twice = (all: string[]) => all.filter((label, i) => all.indexOf(label) !== i);
    assert.deepEqual(twice(await labels()).sort(), ['essential', 'image', 'memory', 'portMappings']);
    await vscode.commands.executeCommand('taskdef.suggestAlone');
    let now = await labels();
    for (const end = Date.now() + 20_000; twice(now).length > 0 && Date.now() < end; ) now = await labels();
    assert.deepEqual(twice(now), []);
    assert.ok(now.includes('image'));
  });
});
