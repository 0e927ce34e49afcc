import * as vscode from 'vscode';

/** A condition that does not come true in this time is a failure. */
const PATIENCE_MS = 20_000;

/** Whether the extension runs in Node: on a desktop or a server, not in a web worker. */
export const IN_NODE = typeof (globalThis as { importScripts?: unknown }).importScripts !== 'function';

/** The file of that name in the test's workspace. */
export function workspaceFile(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

let texts = 0;

/**
 * Opens a text that is in no file. Each has a name of its own: VS Code gives a name again as soon as its tab is closed, and on
 * a busy machine the library behind our client then takes the new document for the old one (seen with 11.0.0, 2026-11-24).
 */
export async function openText(content: string, language = 'json'): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `/text-${++texts}.${language}` });
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
  return editor;
}

/** Closes all editors and drops what was changed in them. */
export async function closeWithoutSaving(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Our diagnostics of a document that pass a test, as soon as there are any that do. */
export function findings(
  uri: vscode.Uri,
  wanted: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'taskdef');
  return until(
    () => (wanted(now()) ? now() : undefined),
    (again) => vscode.languages.onDidChangeDiagnostics(again),
    () => `diagnostics are: ${now().map(codeOf).join(', ') || 'none'}`,
  );
}

/** Our diagnostics once one has that code. */
export function findingsWith(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic[]> {
  return findings(uri, (found) => found.some((diagnostic) => codeOf(diagnostic) === code));
}

/** Our diagnostics once none has that code any more. */
export function findingsWithout(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic[]> {
  return findings(uri, (found) => found.every((diagnostic) => codeOf(diagnostic) !== code));
}

/** The rule of a diagnostic. */
export function codeOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** The place of the first occurrence of a text. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" does not occur in ${document.uri.path}`);
  return document.positionAt(offset);
}

/** Waits for a value, looking again at each event. Fails with a description where it does not come. */
export function until<T>(
  look: () => T | undefined,
  subscribe: (again: () => void) => vscode.Disposable,
  describe: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(timer);
      subscription.dispose();
      finish();
    };
    const again = () => {
      const value = look();
      if (value !== undefined) done(() => resolve(value));
    };
    const timer = setTimeout(
      () => done(() => reject(new Error(`waited ${PATIENCE_MS / 1000} s; ${describe()}`))),
      PATIENCE_MS,
    );
    const subscription = subscribe(again);
    again();
  });
}
