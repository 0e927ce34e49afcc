import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, openText, positionOf } from './editor.ts';

const TEXT = `{
  "family": "shop",
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "example.com/web:latest",
      "memory": 256,
      "links": ["cache:redis"],
      "dependsOn": [{ "containerName": "cache", "condition": "START" }],
      "volumesFrom": [{ "sourceContainer": "cache" }]
    },
    { "name": "cache", "image": "example.com/cache:1", "memory": 128 }
  ]
}
`;

describe('the name of a container', () => {
  afterEach(closeWithoutSaving);

  for (const language of ['json', 'jsonc']) {
    it(`is renamed in four places of a ${language} file`, async () => {
      const { document } = await openText(TEXT, language);
      await findingsWith(document.uri, 'image-latest-tag');
      const at = positionOf(document, '"cache"').translate(0, 2);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at,
        'store',
      );
      assert.equal(edit.entries().flatMap(([, edits]) => edits).length, 4);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(document.getText(), TEXT.replace('"cache:redis"', '"store:redis"').replaceAll('"cache"', '"store"'));
    });
  }

  it('leads to the container, and is all that can be renamed', async () => {
    const { document } = await openText(TEXT);
    await findingsWith(document.uri, 'image-latest-tag');
    const at = positionOf(document, 'cache:redis').translate(0, 2);
    const [found] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const range = found && ('targetUri' in found ? found.targetSelectionRange : found.range);
    assert.equal(range?.start.line, positionOf(document, '"name": "cache"').line);
    const image = positionOf(document, 'example.com/web');
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, image),
      /Only a family and the name of a container/,
    );
  });
});
