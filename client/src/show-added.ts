import * as vscode from 'vscode';
import type { AddedPlace } from '../../server/src/protocol.ts';

/** Moves the cursor to what a fix or a refactoring has added, and scrolls it into view. */
export function showAdded({ uri, line }: AddedPlace): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.toString() !== vscode.Uri.parse(uri).toString() || line >= editor.document.lineCount) return;
  const at = new vscode.Position(line, editor.document.lineAt(line).firstNonWhitespaceCharacterIndex);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
