import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findings, openText } from './editor.ts';

/** What the editor offers behind some words, all providers together. */
async function offered(document: vscode.TextDocument, words: string): Promise<vscode.CompletionItem[]> {
  const offset = document.getText().indexOf(words) + words.length;
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
  return items;
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

describe('completion', () => {
  afterEach(closeWithoutSaving);

  for (const language of ['json', 'jsonc']) {
    it(`offers the memory that goes with the cpu, in ${language}`, async () => {
      const { document } = await openText(
        '{\n  "family": "web",\n  "cpu": "512",\n  "memory": ""\n  "containerDefinitions": []\n}\n',
        language,
      );
      await findings(document.uri, (found) => found.length > 0);
      const items = (await offered(document, '"memory": "')).filter(
        (item) => item.kind !== vscode.CompletionItemKind.Text,
      );
      assert.deepEqual(items.map(labelOf), ['1024', '2048', '3072', '4096']);
      const [first] = items;
      const range =
        first!.range instanceof vscode.Range ? first!.range : (first!.range as { replacing: vscode.Range }).replacing;
      assert.equal(document.getText(range), '""', 'the quotes are replaced too');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, range, String(first!.insertText));
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(document.getText(), /"memory": "1024",\n/, 'the comma that was missing is there');
    });
  }

  it('begins an empty file with our choices, and offers no words of other files there', async () => {
    await openText('{ "private": "scripts" }');
    const { document } = await openText('');
    const items = (await offered(document, '')).sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    assert.deepEqual(items.slice(0, 2).map(labelOf), ['Answer a few questions…', 'ecs-fargate-web']);
    const ours = items.filter((item) => labelOf(item).startsWith('ecs-')).map(labelOf);
    assert.equal(ours.length, new Set(ours).size);
    // The JSON support adds "{}" and "[]". Words of other files would be of this kind.
    assert.ok(items.every(({ kind }) => kind !== vscode.CompletionItemKind.Text));
  });
});
