import * as vscode from 'vscode';
import type { BaseLanguageClient, TextEdit } from 'vscode-languageclient';
import { FIX_ALL, type FixAllParams, type FixAllResult } from '../../server/src/protocol.ts';
import { sayOpenFirst } from './open-first.ts';

/**
 * Repairs everything that has one sensible answer in the file that the user is looking at, wherever the focus is, and
 * reports.
 */
export async function fixAll(starting: Promise<BaseLanguageClient> | undefined): Promise<void> {
  const { t } = vscode.l10n;
  const document = vscode.window.activeTextEditor?.document;
  const client = await starting;
  if (!document || !client) {
    sayOpenFirst();
    return;
  }
  const params: FixAllParams = { uri: document.uri.toString() };
  const result = await client.sendRequest<FixAllResult | null>(FIX_ALL, params);
  if (!result || result.version !== document.version) return;
  const { edits, repaired, left } = result;
  if (repaired === 0) {
    void report(
      left === 0 ? t('There is nothing here to repair.') : t('Nothing here can be repaired automatically.'),
      document,
      left,
      false,
    );
    return;
  }
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, await client.protocol2CodeConverter.asTextEdits(edits as TextEdit[]));
  if (!(await vscode.workspace.applyEdit(change))) return;
  const text =
    left === 0
      ? t('All {0} repaired.', repaired)
      : left === 1
        ? t('{0} of {1} repaired, 1 needs you.', repaired, repaired + left)
        : t('{0} of {1} repaired, {2} need you.', repaired, repaired + left, left);
  void report(text, document, left, true);
}

/** Says what was done, and offers the next step and a way back. */
async function report(text: string, document: vscode.TextDocument, left: number, canUndo: boolean): Promise<void> {
  const next = vscode.l10n.t('Next');
  const undo = vscode.l10n.t('Undo');
  const { version } = document;
  const answer = await vscode.window.showInformationMessage(
    text,
    ...(left > 0 ? [next] : []),
    ...(canUndo ? [undo] : []),
  );
  if (answer === undefined) return;
  await vscode.window.showTextDocument(document);
  if (answer === next) await vscode.commands.executeCommand('editor.action.marker.next');
  // If the document has changed since, undo would take back the later change instead.
  else if (document.version === version) await vscode.commands.executeCommand('undo');
}
