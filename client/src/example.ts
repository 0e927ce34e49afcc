import * as vscode from 'vscode';
import { goToFirstFinding, replaceText, VirtualFiles } from './virtual-files.ts';

/** Named so that it is recognised whatever is made of it. */
const PATH = '/orders (example).task-definition.json';

/**
 * The example that shows what the extension finds, in a virtual file. Says above it what can be done there.
 */
export class Example implements vscode.CodeLensProvider {
  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The command "Open an Example with Mistakes": opens it with all its mistakes, or as it is open. */
  async open(files: VirtualFiles): Promise<void> {
    const uri = VirtualFiles.uri(PATH);
    const isShown = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
    if (!isShown) {
      files.forget(PATH);
      // The editor keeps documents for some time after their tabs are closed.
      await replaceText(await vscode.workspace.openTextDocument(uri), (await this.original(PATH))!);
    }
    goToFirstFinding(await vscode.window.showTextDocument(uri, { preview: false }));
  }

  /** The example as it comes; undefined if the path is that of another file. */
  async original(path: string): Promise<string | undefined> {
    if (path !== PATH) return undefined;
    const file = vscode.Uri.joinPath(this.extensionUri, 'examples', 'task-definition.json');
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (uri.path !== PATH) return [];
    const { t } = vscode.l10n;
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command });
    return [
      lens(t('An example with mistakes: go to the next one'), 'editor.action.marker.next'),
      lens(t('Repair this one'), 'editor.action.quickFix'),
      lens(t('Show all problems'), 'workbench.actions.view.problems'),
    ];
  }
}
