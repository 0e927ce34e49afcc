import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHECK_TEXT, type CheckTextParams, type CheckTextResult } from '../../server/src/protocol.ts';
import { isAtLeast } from './editor-version.ts';
import { isReallyInside, normalized, placesIn } from './workspace-path.ts';

/** Resolves a path on this machine to the path behind all symbolic links. */
export type RealPath = (path: string) => Promise<string>;

/** Larger files are not task definitions; ECS accepts at most 64 KiB. */
const MOST_BYTES = 1024 * 1024;

/** The tool's name in the manifest. */
const TOOL = 'taskdef_check';

/** What an assistant may pass. With nothing, the tool checks the file that the user is looking at. */
interface ToolInput {
  /** A path in the workspace. */
  readonly file?: unknown;
  readonly text?: unknown;
}

/** The part of VS Code's language-model tool API that is used here, available since 1.95. */
interface ToolHost {
  registerTool(
    name: string,
    tool: {
      prepareInvocation(): { invocationMessage: string };
      invoke(options: { readonly input: ToolInput | undefined }, cancel: vscode.CancellationToken): Promise<unknown>;
    },
  ): vscode.Disposable;
}
interface ToolParts {
  readonly LanguageModelToolResult: new (parts: readonly unknown[]) => unknown;
  readonly LanguageModelTextPart: new (text: string) => unknown;
}

/**
 * Lets an assistant in the editor ask whether ECS would accept a task definition. Nothing leaves the machine: the
 * answer comes from our own check. Does nothing in an editor without such tools.
 * @param client starts the language server if it is not running
 * @param realPath undefined if there is no access to this machine's file system
 */
export function registerCheckTool(
  client: () => Promise<BaseLanguageClient>,
  realPath: RealPath | undefined,
): vscode.Disposable | undefined {
  const host = vscode.lm as unknown as Partial<ToolHost> | undefined;
  // In earlier versions the API is only a proposal, and touching it throws.
  if (!isAtLeast(1, 95) || typeof host?.registerTool !== 'function') return undefined;
  const { LanguageModelToolResult, LanguageModelTextPart } = vscode as unknown as ToolParts;
  return host.registerTool(TOOL, {
    prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Checking the task definition') }),
    async invoke({ input }, cancel) {
      const asked = await textOf(input ?? {}, realPath);
      const said =
        typeof asked === 'string'
          ? asked
          : (await (await client()).sendRequest<CheckTextResult>(CHECK_TEXT, asked, cancel)).report;
      return new LanguageModelToolResult([new LanguageModelTextPart(said)]);
    },
  });
}

/**
 * The text to check, or a sentence saying why there is none. The sentence is for the assistant, so it is not
 * translated.
 */
async function textOf({ file, text }: ToolInput, realPath: RealPath | undefined): Promise<CheckTextParams | string> {
  const { activeTextEditor } = vscode.window;
  const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri) ?? [];
  if (typeof text === 'string' && text !== '') {
    const [folder] = folders;
    const uri = folder
      ? vscode.Uri.joinPath(folder, 'task-definition.json')
      : vscode.Uri.parse('untitled:task-definition.json');
    return { uri: uri.toString(), text };
  }
  if (typeof file !== 'string' || file === '') {
    if (!activeTextEditor) return 'No file is open. Pass the path of a file in the workspace, or the text.';
    const { document } = activeTextEditor;
    if (!document.isUntitled && !(await isOfWorkspace(document.uri, realPath)))
      return 'The file in the editor is not in the workspace. Pass the path of one that is, or the text.';
    return { uri: document.uri.toString(), text: document.getText() };
  }
  const unsaved = vscode.workspace.textDocuments.find(({ uri, isUntitled }) => isUntitled && uri.path.endsWith(file));
  if (unsaved) return { uri: unsaved.uri.toString(), text: unsaved.getText() };
  for (const { folder, path } of placesIn(folders, file)) {
    const uri = folder.with({ path });
    if (!(await isOfWorkspace(uri, realPath))) continue;
    const content = await read(uri);
    if (content !== undefined) return { uri: uri.toString(), text: content };
  }
  return `There is no file "${file}" in the workspace.`;
}

/** A file's content, as in the editor if it is open; undefined if there is no such file or it is far too large. */
async function read(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (!(type & vscode.FileType.File) || size > MOST_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Whether a file is one that the user opened the editor on: inside a workspace folder, and no link leads out of it. */
async function isOfWorkspace(uri: vscode.Uri, realPath: RealPath | undefined): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  // The editor compares paths as they are written, so only a normalized path is safe.
  if (!folder || normalized(uri.path) !== uri.path) return false;
  if (uri.scheme === 'file' && realPath) {
    const folders = vscode.workspace.workspaceFolders?.flatMap((each) =>
      each.uri.scheme === 'file' ? [each.uri.path] : [],
    );
    const behindLinks = async (path: string) => vscode.Uri.file(await realPath(vscode.Uri.file(path).fsPath)).path;
    return isReallyInside(uri.path, folders ?? [], behindLinks);
  }
  return !(await hasLink(folder, uri));
}

/**
 * Whether the path from a folder to a file contains a symbolic link. A virtual file system cannot say where a link
 * leads.
 */
async function hasLink(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  for (let at = file; at.path.length > folder.path.length; at = vscode.Uri.joinPath(at, '..')) {
    try {
      if ((await vscode.workspace.fs.stat(at)).type & vscode.FileType.SymbolicLink) return true;
    } catch {
      // What does not exist cannot be a link, but may still be open in the editor.
    }
  }
  return false;
}
