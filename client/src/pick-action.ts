import * as vscode from 'vscode';
import type { BaseLanguageClient, CodeAction } from 'vscode-languageclient';
import type { PickParams } from '../../server/src/protocol.ts';

const SETTINGS = '.taskdef.json';

/** Lists the actions behind a line of the light bulb, and runs the one that the user chooses. */
export async function pickAction(starting: Promise<BaseLanguageClient> | undefined, pick: PickParams): Promise<void> {
  const client = await starting;
  if (!client) return;
  const { uri, range, kind, title } = pick;
  const actions = await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], only: [kind] },
  });
  const items = (actions ?? []).map((action) => ({
    label: action.title,
    detail: [...new Set(action.diagnostics?.map(({ message }) => message))].join('; '),
    action,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: title.replace(/…$/, ''), matchOnDetail: true });
  if (!chosen) return;
  const { edit, command } = chosen.action;
  const change = edit && (await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (change) await apply(change, edit);
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

async function apply(change: vscode.WorkspaceEdit, edit: NonNullable<CodeAction['edit']>): Promise<void> {
  const settings = settingsIn(edit);
  const before = settings && (await textOf(settings));
  if (!(await vscode.workspace.applyEdit(change)) || !settings) return;
  void tellWritten(settings, before);
}

/** The settings file that an edit changes or creates. */
function settingsIn({ changes = {}, documentChanges = [] }: NonNullable<CodeAction['edit']>): vscode.Uri | undefined {
  const uris = [
    ...Object.keys(changes),
    ...documentChanges.map((one) => ('textDocument' in one ? one.textDocument.uri : 'uri' in one ? one.uri : '')),
  ];
  const uri = uris.find((one) => one.endsWith(`/${SETTINGS}`));
  return uri === undefined ? undefined : vscode.Uri.parse(uri);
}

/** The text of a file; undefined if there is none. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.stat(uri);
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined;
  }
}

/**
 * Saves the settings file, since settings take effect as saved, shows it beside the user's file, and offers to undo the
 * change.
 */
async function tellWritten(uri: vscode.Uri, before: string | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const from = vscode.window.activeTextEditor;
  const document = await vscode.workspace.openTextDocument(uri);
  await document.save();
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  const undo = t('Undo');
  const answer = await vscode.window.showInformationMessage(t('Written to {0}.', SETTINGS), undo);
  if (answer !== undo) return;
  if (before === undefined) {
    await vscode.workspace.fs.delete(uri);
  } else {
    const back = new vscode.WorkspaceEdit();
    back.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), before);
    await vscode.workspace.applyEdit(back);
    await document.save();
  }
  if (from) await vscode.window.showTextDocument(from.document, from.viewColumn);
}
