import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, findings, until } from './editor.ts';

const EXERCISE = 'cache-out-of-reach';

/** Replaces a text in the active document, as typing does. */
async function replace(text: string, by: string): Promise<vscode.TextDocument> {
  const editor = vscode.window.activeTextEditor!;
  const { document } = editor;
  const start = document.positionAt(document.getText().indexOf(text));
  await editor.edit((edit) => edit.replace(new vscode.Range(start, start.translate(0, text.length)), by));
  return document;
}

function untilSaved(document: vscode.TextDocument): Promise<true> {
  return until(
    () => (document.isDirty ? undefined : true),
    (again) => vscode.workspace.onDidSaveTextDocument(again),
    () => 'it is not saved',
  );
}

/** Closes the active editor as the user does, who is asked about changes that are not saved. */
async function close(): Promise<void> {
  const tab = () => vscode.window.tabGroups.activeTabGroup.activeTab!;
  // The tab learns of a save after the document.
  await until(
    () => (tab().isDirty ? undefined : true),
    (again) => vscode.window.tabGroups.onDidChangeTabs(again),
    () => 'closing would ask to save',
  );
  await vscode.window.tabGroups.close(tab());
}

describe('the example and the exercises', () => {
  afterEach(closeWithoutSaving);

  it('open with the cursor on the first error', async () => {
    await vscode.commands.executeCommand('taskdef.openExample');
    const editor = vscode.window.activeTextEditor!;
    const found = await findings(editor.document.uri, (now) => now.length > 3);
    const errors = found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    const first = errors.map(({ range }) => range.start).sort((one, other) => one.compareTo(other))[0]!;
    await until(
      () => (editor.selection.active.isEqual(first) ? true : undefined),
      (again) => vscode.window.onDidChangeTextEditorSelection(again),
      () => `the cursor is at line ${editor.selection.active.line + 1}, not ${first.line + 1}`,
    );
  });

  it('never ask to be saved', async () => {
    await vscode.commands.executeCommand('taskdef.openExample');
    await untilSaved(await replace('"cpu": "512"', '"cpu": "256"'));
    await close();
  });

  it('say above the example what can be done', async () => {
    await vscode.commands.executeCommand('taskdef.openExample');
    const { uri } = vscode.window.activeTextEditor!.document;
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
    const commands = lenses.map(({ command }) => command?.command);
    for (const wanted of ['editor.action.marker.next', 'editor.action.quickFix'])
      assert.ok(commands.includes(wanted), commands.join());
  });

  it('come with all mistakes of the example again once it was closed', async () => {
    await vscode.commands.executeCommand('taskdef.openExample');
    const document = await replace('"cpu": "512"', '"cpu": "256"');
    await untilSaved(document);
    await vscode.commands.executeCommand('taskdef.openExample');
    assert.match(vscode.window.activeTextEditor!.document.getText(), /"cpu": "256"/, 'open, it stays as it is');
    await close();
    await vscode.commands.executeCommand('taskdef.openExample');
    assert.match(vscode.window.activeTextEditor!.document.getText(), /"cpu": "512"/);
  });

  it('keep what was typed into an exercise', async () => {
    await vscode.commands.executeCommand('taskdef.exerciseReset', EXERCISE);
    const original = vscode.window.activeTextEditor!.document.getText();
    const family = /"family": "[^"]*"/.exec(original)![0];
    const document = await replace(family, '"family": "typed"');
    await untilSaved(document);
    await close();
    const again = await vscode.workspace.openTextDocument(document.uri);
    await vscode.window.showTextDocument(again);
    assert.match(again.getText(), /"family": "typed"/);
    await vscode.commands.executeCommand('taskdef.exerciseReset', EXERCISE);
    assert.equal(again.getText(), original);
    await untilSaved(again);
  });

  it('are not formatted while one types', async () => {
    const editor = vscode.workspace.getConfiguration('editor');
    await editor.update('formatOnSave', true, vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('taskdef.openExample');
      const document = await replace('"cpu": "512",', '"cpu":     "512",');
      await untilSaved(document);
      assert.match(document.getText(), /"cpu": {5}"512"/);
    } finally {
      await editor.update('formatOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('are no place for other files', async () => {
    const other = vscode.Uri.parse('taskdef-file:/exercises/none/task-definition.json');
    await assert.rejects(async () => vscode.workspace.fs.writeFile(other, new Uint8Array()));
    await assert.rejects(async () => vscode.workspace.fs.readFile(other));
  });
});
