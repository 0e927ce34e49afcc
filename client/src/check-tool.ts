import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CHECK_TEXT, type CheckTextParams, type CheckTextResult } from '../../server/src/features/protocol.ts';

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
 */
export function registerCheckTool(client: () => Promise<BaseLanguageClient>): vscode.Disposable | undefined {
  const host = vscode.lm as unknown as Partial<ToolHost> | undefined;
  // Before, the interface is there as a proposal and throws where it is touched.
  if (!isAtLeast(1, 95) || typeof host?.registerTool !== 'function') return undefined;
  const { LanguageModelToolResult, LanguageModelTextPart } = vscode as unknown as ToolParts;
  return host.registerTool(TOOL, {
    prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Checking the task definition') }),
    async invoke({ input }, cancel) {
      const asked = await textOf(input ?? {});
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
async function textOf({ file, text }: ToolInput): Promise<CheckTextParams | string> {
  const { activeTextEditor } = vscode.window;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (typeof text === 'string' && text !== '') {
    const uri = folder
      ? vscode.Uri.joinPath(folder, 'task-definition.json')
      : vscode.Uri.parse('untitled:task-definition.json');
    return { uri: uri.toString(), text };
  }
  if (typeof file !== 'string' || file === '') {
    if (!activeTextEditor) return 'No file is open. Pass the path of a file in the workspace, or the text.';
    const { document } = activeTextEditor;
    return { uri: document.uri.toString(), text: document.getText() };
  }
  const open = vscode.workspace.textDocuments.find(
    ({ uri, isUntitled }) => uri.path === file || uri.fsPath === file || (isUntitled && uri.path.endsWith(file)),
  );
  if (open) return { uri: open.uri.toString(), text: open.getText() };
  for (const uri of placesOf(file)) {
    // Only what the user opened the editor on: a path that leads out of it is not followed.
    if (!vscode.workspace.getWorkspaceFolder(uri)) continue;
    try {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      const content = document?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return { uri: uri.toString(), text: content };
    } catch {
      // Not in this folder; perhaps in the next.
    }
  }
  return `There is no file "${file}" in the workspace.`;
}

function placesOf(file: string): vscode.Uri[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (/^(?:[/\\]|[a-z]:)/i.test(file)) {
    const [first] = folders;
    return first ? [first.uri.with({ path: vscode.Uri.file(file).path })] : [];
  }
  return folders.map(({ uri }) => vscode.Uri.joinPath(uri, file));
}
