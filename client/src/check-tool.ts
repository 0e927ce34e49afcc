import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHECK_TEXT, type CheckTextParams, type CheckTextResult } from '../../server/src/protocol.ts';
import { isReallyInside, normalized, placesIn } from './workspace-path.ts';

/** The path of a file on this machine behind all symbolic links. */
export type RealPath = (path: string) => Promise<string>;

/** Larger files are no task definitions; ECS takes at most 64 KiB. */
const MOST_BYTES = 1024 * 1024;

/** The tool's name, as the manifest contributes it. */
const TOOL = 'taskdef_check';

/** What an assistant may pass. Nothing means the file that the user looks at. */
interface ToolInput {
  /** A path in the workspace. */
  readonly file?: unknown;
  readonly text?: unknown;
}

/** The part of the editor's interface for language-model tools that is used here. VS Code has it since 1.95. */
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
 * Lets an assistant in the editor ask whether ECS would take a task definition. Nothing leaves the machine: the answer is the
 * check's own. Does nothing in an editor that knows no such tools.
 * @param client starts the language server where it is not running
 * @param realPath undefined where there is no file system of this machine
 */
export function registerCheckTool(
  client: () => Promise<BaseLanguageClient>,
  realPath: RealPath | undefined,
): vscode.Disposable | undefined {
  const host = vscode.lm as unknown as Partial<ToolHost> | undefined;
  // Before, the interface is there as a proposal and throws where it is touched.
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

function isAtLeast(major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = vscode.version.split('.').map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}

/** The text that is meant, or in words why there is none. The words are for the assistant, so they stay in English. */
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

/** What a file holds, as it stands in the editor where it is open; undefined where it is none, or far too large. */
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

/** Whether a file is one that the user opened the editor on: inside of a folder of the workspace, and no link leads out of it. */
async function isOfWorkspace(uri: vscode.Uri, realPath: RealPath | undefined): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  // The editor compares paths as they are written.
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

/** Whether a step from a folder to a file is a symbolic link. Where it leads cannot be asked in a virtual file system. */
async function hasLink(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  for (let at = file; at.path.length > folder.path.length; at = vscode.Uri.joinPath(at, '..')) {
    try {
      if ((await vscode.workspace.fs.stat(at)).type & vscode.FileType.SymbolicLink) return true;
    } catch {
      // What is not there is no link; it may still be open in the editor.
    }
  }
  return false;
}
