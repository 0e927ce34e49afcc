import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findingsWith, open } from './editor.ts';

/** The names in the outline, those below others included. */
async function names(uri: vscode.Uri): Promise<string[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  const all = (list: readonly vscode.DocumentSymbol[]): string[] =>
    list.flatMap(({ name, detail, children }) => [`${name} — ${detail}`, ...all(children)]);
  return all(symbols);
}

describe('the outline', () => {
  const setting = () => vscode.workspace.getConfiguration('taskdef');
  afterEach(async () => {
    await setting().update('outline.enabled', undefined);
    await closeWithoutSaving();
  });

  it('has containers by name, and leaves the editor alone with its own where the user says so', async () => {
    const editor = await open('task-definition.json');
    const { document } = editor;
    await findingsWith(document.uri, 'fargate-cpu-memory-combination');
    const isOurs = (name: string) => /^web — .*essential/.test(name);
    assert.ok((await names(document.uri)).some(isOurs), (await names(document.uri)).join('\n'));
    await setting().update('outline.enabled', false);
    // The editor keeps an outline until the text changes.
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    assert.ok(!(await names(document.uri)).some(isOurs));
  });
});
