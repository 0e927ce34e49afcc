import * as vscode from 'vscode';
import { hasServiceFileName, hasTaskFileName } from '../../server/src/formats/file-names.ts';

/** An entry of VS Code's setting `json.schemas`. */
interface SchemaEntry {
  readonly fileMatch?: readonly string[];
  readonly url?: string;
  readonly schema?: object;
}

/** A schema that says nothing. With one, VS Code's JSON support does not guess members from the rest of the file. */
const NO_SCHEMA = {};

/**
 * The command that leaves suggestions in a file to us. The manifest does so for files with a telling name; for others,
 * VS Code lets only the user do it.
 */
export async function suggestAlone(): Promise<void> {
  const { l10n, window, workspace } = vscode;
  const document = window.activeTextEditor?.document;
  if (!document || !isGuessedIn(document)) {
    void window.showInformationMessage(l10n.t('VS Code makes no suggestions of its own in this file.'));
    return;
  }
  const settings = workspace.getConfiguration('json', document);
  const entries = settings.get<readonly SchemaEntry[]>('schemas', []);
  const isInside = workspace.getWorkspaceFolder(document.uri) !== undefined;
  const path = isInside ? `/${workspace.asRelativePath(document.uri, false)}` : document.uri.path;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await settings.update(
    'schemas',
    [...entries, { fileMatch: [path], schema: NO_SCHEMA }],
    isInside ? Workspace : Global,
  );
  void window.showInformationMessage(
    l10n.t('Members are now suggested only once here. The setting "json.schemas" was changed.'),
  );
}

/** Whether VS Code's JSON support guesses members in a document, beside what we suggest. */
export function isGuessedIn({ languageId, uri }: vscode.TextDocument): boolean {
  return (
    (languageId === 'json' || languageId === 'jsonc') && !hasTaskFileName(uri.path) && !hasServiceFileName(uri.path)
  );
}
