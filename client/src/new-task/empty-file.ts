import * as vscode from 'vscode';
import { hasTaskFileName } from '../../../server/src/formats/file-names.ts';

/** A file with more lines than this is not empty. */
const MOST_BLANK_LINES = 100;

/** Offers help in a file that is named like a task definition and is still empty. */
export class EmptyFileLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (
      !hasTaskFileName(document.uri.path) ||
      document.lineCount > MOST_BLANK_LINES ||
      document.getText().trim() !== ''
    )
      return [];
    const { t } = vscode.l10n;
    const top = new vscode.Range(0, 0, 0, 0);
    return [
      new vscode.CodeLens(top, {
        title: t('This task definition is empty: answer five questions to fill it'),
        command: 'taskdef.newTaskDefinition',
      }),
      new vscode.CodeLens(top, {
        title: t('Learn what goes in'),
        command: 'taskdef.learn',
        arguments: ['building-blocks'],
      }),
    ];
  }
}
