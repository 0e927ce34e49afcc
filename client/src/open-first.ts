import * as vscode from 'vscode';

/** Says that a command needs a task definition to be open. */
export function sayOpenFirst(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a task definition first.'));
}
