import * as vscode from 'vscode';
import { type Answer, type Place, type } from './steps.ts';

/** The name of the new file, which AWS's own deploy action looks for. */
const FILE_NAME = 'task-definition';

/** Where the new text goes: into the empty file that is open, into a new file, or into an untitled one. */
export type Target = vscode.TextEditor | vscode.Uri | undefined;

/** The empty JSON file that the user is looking at. */
export function emptyEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  const isEmpty = active && /^jsonc?$/.test(active.document.languageId) && active.document.getText().trim() === '';
  return isEmpty ? active : undefined;
}

/** The folder for the new file: the one that is open, or the one that the user picks. Undefined if none is open. */
export async function newFileFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0])?.uri;
}

/** A free name for the new file in a folder. @param first the name without its ending, if that is free */
export async function freeName(folder: vscode.Uri, first = FILE_NAME): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${first}${number === 1 ? '' : `-${number}`}.json`;
    if (!(await exists(vscode.Uri.joinPath(folder, name)))) return name;
  }
}

/** Asks where the new file shall be, as a path in a folder. */
export async function askWhere(place: Place, folder: vscode.Uri, before: string | undefined): Promise<Answer<string>> {
  const { t } = vscode.l10n;
  const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
  return type(
    place,
    t('Where should the file be? Enter a path in the folder {0}.', name),
    { value: before ?? (await freeName(folder)), placeholder: `${FILE_NAME}.json` },
    (text) => {
      if (!/\.jsonc?$/i.test(text)) return t('Enter a file name that ends with .json.');
      if (/^[/\\]|^[a-z]:|(?:^|[/\\])\.\.?(?:[/\\]|$)|[<>:"|?*]/i.test(text))
        return t('Enter a path within the folder.');
      return undefined;
    },
    async (text) => ((await exists(within(folder, text))) ? t('A file with this name already exists.') : undefined),
  );
}

/** The address of a path in a folder. */
export function within(folder: vscode.Uri, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...path.split(/[/\\]+/));
}

/** One level of indentation where a text will go, as the editor is set there. */
export function indentAt(target: Target): string {
  const scope =
    target && 'document' in target ? target.document : { languageId: 'json', ...(target ? { uri: target } : {}) };
  const settings = vscode.workspace.getConfiguration('editor', scope as vscode.ConfigurationScope);
  const options = target && 'document' in target ? target.options : undefined;
  const inserted = options?.insertSpaces ?? settings.get('insertSpaces', true);
  const size = options?.tabSize ?? settings.get('tabSize', 4);
  return inserted === false ? '\t' : ' '.repeat(typeof size === 'number' && size > 0 && size <= 16 ? size : 2);
}

/** Writes the text where it goes, and shows it. */
export async function show(text: string, target: Target): Promise<vscode.TextEditor> {
  if (target && 'document' in target) {
    const { document } = target;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    if (await vscode.workspace.applyEdit(edit)) return target;
  } else if (target) {
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
      return await vscode.window.showTextDocument(target, { preview: false });
    } catch {
      // If the folder is read-only, the text is not lost: the user can save it elsewhere.
    }
  }
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: text });
  return vscode.window.showTextDocument(document, { preview: false });
}

function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
