import * as vscode from 'vscode';
import type { BaseLanguageClient, CodeAction } from 'vscode-languageclient';
import { visibleInMessage } from '../../server/src/model/visible.ts';
import { type PlacesParams, REPAIR_KIND } from '../../server/src/protocol.ts';
import { sayOpenFirst } from './open-first.ts';

/**
 * Repairs the file that the user is looking at. Each change is shown with its reason, to be accepted or rejected.
 * @param starting the client, if one is running
 */
export async function repairFile(starting: Promise<BaseLanguageClient> | undefined): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const client = await starting;
  if (!document || !client) {
    sayOpenFirst();
    return;
  }
  const uri = document.uri.toString();
  const start = { line: 0, character: 0 };
  const actions = await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start, end: start },
    context: { diagnostics: [], only: [REPAIR_KIND] },
  });
  const offered = actions?.find(({ kind }) => kind === REPAIR_KIND);
  const action = offered && (await client.sendRequest<CodeAction>('codeAction/resolve', offered));
  const edit = action?.edit && (await client.protocol2CodeConverter.asWorkspaceEdit(action.edit));
  if (!edit || edit.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing here to repair automatically.'));
    return;
  }
  const applied = await withReasons(vscode.workspace.applyEdit(edit, { isRefactoring: true }));
  const places = action.command?.arguments?.[0] as PlacesParams | undefined;
  if (applied && places) await showPlaces(places);
}

/**
 * Selects the first word to fill in, and lists them all. Words from changes that the user rejected are not in the file.
 */
export async function showPlaces({ uri, words }: PlacesParams): Promise<void> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  if (!document) return;
  const text = document.getText();
  const found = words.filter((word) => text.includes(word));
  const offsets = found.map((word) => text.indexOf(word));
  const first = found[offsets.indexOf(Math.min(...offsets))];
  if (first === undefined) return;
  const offset = text.indexOf(first);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + first.length));
  await vscode.window.showTextDocument(document, { selection: range });
  const list = visibleInMessage(found.map((word) => `"${word}"`).join(', '));
  void vscode.window.showInformationMessage(
    found.length === 1
      ? vscode.l10n.t('To fill in: {0}', list)
      : vscode.l10n.t('{0} places to fill in: {1}', found.length, list),
  );
}

/**
 * Groups VS Code's refactoring preview by change; only then does it show the reasons. The preview opens some time after
 * the edit is applied and sends no event, so we request the grouping several times; repeating it is harmless.
 */
async function withReasons(applying: Thenable<boolean>): Promise<boolean> {
  let isOver = false;
  const done = Promise.resolve(applying).finally(() => {
    isOver = true;
  });
  for (let i = 0; i < TRIES; i++) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (isOver) break;
    // An editor without such a preview does not have this command.
    await vscode.commands.executeCommand('refactorPreview.groupByType').then(undefined, () => undefined);
  }
  return done;
}

const TRIES = 6;
