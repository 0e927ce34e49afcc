import * as vscode from 'vscode';
import type { BaseLanguageClient, Diagnostic } from 'vscode-languageclient';
import { CHECK_FILE, type CheckFileParams, type CheckFileResult } from '../../server/src/protocol.ts';
import { FILES, findTaskFiles, taskFileText } from './task-files.ts';

/** The command that checks every task definition in the workspace, and the diagnostics for files that are not open. */
export class WorkspaceCheck implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection('taskdef');
  /** The checked files, by URI. While a file is open, the server's own diagnostics replace ours. */
  private readonly checked = new Map<string, vscode.Uri>();
  private readonly disposables: vscode.Disposable[] = [this.found];
  private watcher: vscode.FileSystemWatcher | undefined;

  /** @param client the running client; starts it if necessary */
  constructor(private readonly client: () => Promise<BaseLanguageClient>) {
    this.disposables.push(
      vscode.commands.registerCommand('taskdef.checkWorkspace', () => this.run()),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of opened.flatMap(uriOf)) this.found.delete(uri);
        for (const uri of closed.flatMap(uriOf)) void this.again(uri);
      }),
    );
  }

  private async run(): Promise<void> {
    const { l10n, window, workspace } = vscode;
    if (!workspace.workspaceFolders?.length) {
      void window.showInformationMessage(l10n.t('Open a folder first.'));
      return;
    }
    const options: vscode.ProgressOptions = {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Checking task definitions'),
      cancellable: true,
    };
    const result = await window.withProgress(options, (progress, token) => this.checkAll(progress, token));
    this.watch();
    const { files, errors, warnings, cancelled } = result;
    if (files === 0) {
      if (!cancelled) void window.showInformationMessage(l10n.t('There is no task definition in this workspace.'));
      return;
    }
    const words = cancelled
      ? l10n.t('Stopped. Task definitions so far: {0}, errors: {1}, warnings: {2}.', files, errors, warnings)
      : l10n.t('Task definitions: {0}, errors: {1}, warnings: {2}.', files, errors, warnings);
    const show = l10n.t('Show problems');
    // Not awaited: the command is complete whether or not anyone reads this message.
    void (
      errors > 0
        ? window.showWarningMessage(words, show)
        : window.showInformationMessage(words, ...(warnings > 0 ? [show] : []))
    ).then((choice) => {
      if (choice === show) void vscode.commands.executeCommand('workbench.actions.view.problems');
    });
  }

  private async checkAll(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<{ files: number; errors: number; warnings: number; cancelled: boolean }> {
    this.found.clear();
    this.checked.clear();
    const uris = await findTaskFiles(token);
    const total = { files: 0, errors: 0, warnings: 0 };
    for (const [i, uri] of uris.entries()) {
      if (token.isCancellationRequested) break;
      progress.report({
        message: vscode.l10n.t('{0} of {1}', i + 1, uris.length),
        increment: 100 / uris.length,
      });
      const diagnostics = await this.check(uri, token);
      if (!diagnostics) continue;
      const count = (severity: vscode.DiagnosticSeverity) =>
        diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      total.files++;
      total.errors += count(vscode.DiagnosticSeverity.Error);
      total.warnings += count(vscode.DiagnosticSeverity.Warning);
    }
    return { ...total, cancelled: token.isCancellationRequested };
  }

  /** Checks one file and shows its diagnostics; undefined if it is not a task definition. */
  private async check(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<vscode.Diagnostic[] | undefined> {
    const text = await taskFileText(uri);
    if (text === undefined) return undefined;
    const client = await this.client();
    const params: CheckFileParams = { uri: client.code2ProtocolConverter.asUri(uri), text };
    const { accepted, diagnostics } = await client.sendRequest<CheckFileResult>(CHECK_FILE, params, token);
    if (!accepted) return undefined;
    const items = await client.protocol2CodeConverter.asDiagnostics(diagnostics as unknown as Diagnostic[], token);
    this.checked.set(uri.toString(), uri);
    if (!isInTab(uri)) this.found.set(uri, items);
    return items;
  }

  /** Checks a file again that was checked before, since its text may have changed. */
  private async again(uri: vscode.Uri): Promise<void> {
    if (!this.checked.has(uri.toString()) || isInTab(uri)) return;
    if (!(await this.check(uri).catch(() => undefined))) this.forget(uri);
  }

  private forget(uri: vscode.Uri): void {
    this.checked.delete(uri.toString());
    this.found.delete(uri);
  }

  /** Follows changes made elsewhere, which outdate the diagnostics of a file. */
  private watch(): void {
    if (this.watcher) return;
    this.watcher = vscode.workspace.createFileSystemWatcher(FILES, true);
    this.disposables.push(
      this.watcher,
      this.watcher.onDidChange((uri) => this.again(uri)),
      this.watcher.onDidDelete((uri) => this.forget(uri)),
    );
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

function uriOf(tab: vscode.Tab): vscode.Uri[] {
  return tab.input instanceof vscode.TabInputText ? [tab.input.uri] : [];
}

function isInTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some((tab) => uriOf(tab).some((shown) => shown.toString() === uri.toString())),
  );
}
