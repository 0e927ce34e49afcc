import * as vscode from 'vscode';
import {
  isModuleFile,
  MOST_BYTES_FOUND,
  MOST_MODULE_FILES,
  SOURCE_ENDINGS,
  TEMPLATE_ENDINGS,
  TOOLS_FOLDERS,
} from '../../server/src/formats/file-names.ts';
import { mayBeTaskDefinitionText } from '../../server/src/formats/signs.ts';
import { isWorthAsking } from './detection.ts';

/** The files that can be task definitions, by name, as a glob. */
export const FILES = `**/*.{${[...SOURCE_ENDINGS, ...TEMPLATE_ENDINGS].join(',')}}`;
const NOT_OURS = `**/{${TOOLS_FOLDERS.join(',')}}/**`;
/** How many files to read at the same time. */
const AT_ONCE = 16;

/** The files of the workspace that can be task definitions, by name. */
export async function findTaskFiles(token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  return vscode.workspace.findFiles(FILES, NOT_OURS, undefined, token);
}

/** The files of Terraform directly in a folder. */
export async function findModuleFiles(folder: string): Promise<vscode.Uri[]> {
  const uri = vscode.Uri.parse(folder);
  const entries = await vscode.workspace.fs.readDirectory(uri).then(
    (found) => found,
    () => [],
  );
  const files = entries.filter(([name, type]) => type === vscode.FileType.File && isModuleFile(name));
  return files.length > MOST_MODULE_FILES ? [] : files.map(([name]) => vscode.Uri.joinPath(uri, name));
}

/** The texts of those files that have a sign of a task definition or a service. */
export async function taskFileTexts(
  uris: readonly vscode.Uri[],
  token: vscode.CancellationToken,
  hasSign = mayBeTaskDefinitionText,
): Promise<{ uri: vscode.Uri; text: string }[]> {
  const found: { uri: vscode.Uri; text: string }[] = [];
  for (let at = 0; at < uris.length && !token.isCancellationRequested; at += AT_ONCE) {
    const batch = uris.slice(at, at + AT_ONCE);
    const texts = await Promise.all(batch.map((uri) => taskFileText(uri, hasSign)));
    for (const [i, text] of texts.entries()) if (text !== undefined) found.push({ uri: batch[i]!, text });
  }
  return found;
}

/**
 * The text of a file, from the editor if it is open, otherwise from disk. Undefined if it cannot be read, is too large
 * or has no sign of a task definition.
 */
export async function taskFileText(uri: vscode.Uri, hasSign = mayBeTaskDefinitionText): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open && (isWorthAsking(open) || hasSign(uri.path, open.getText()))) return open.getText();
  if (open) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES_FOUND) return undefined;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return hasSign(uri.path, text) ? text : undefined;
  } catch {
    return undefined;
  }
}
