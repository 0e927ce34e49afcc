import * as vscode from 'vscode';
import { TO_FILL_IN } from '../../server/src/protocol.ts';

/**
 * Lists the words to fill in in the user's file and selects the chosen one. If there is only one, selects it at once.
 */
export async function showToFillIn(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document } = editor;
  const places = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ code }) => code === TO_FILL_IN)
    .map(({ range }) => ({
      label: document.getText(range),
      description: vscode.l10n.t('Line {0}', range.start.line + 1),
      // What the word stands for is read where it stands.
      detail: document.lineAt(range.start).text.trim(),
      range,
    }));
  if (places.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is left to fill in.'));
    return;
  }
  const chosen =
    places.length === 1
      ? places[0]
      : await vscode.window.showQuickPick(places, {
          title: vscode.l10n.t('To fill in'),
          matchOnDescription: true,
          matchOnDetail: true,
        });
  if (chosen) await vscode.window.showTextDocument(document, { selection: chosen.range });
}
