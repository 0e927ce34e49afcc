import * as vscode from 'vscode';
import type { BaseLanguageClient, Diagnostic } from 'vscode-languageclient';
import { SOURCE_ENDINGS, TEMPLATE_ENDINGS } from '../../server/src/formats/file-names.ts';
import { CHECK_FILE, type CheckFileParams, type CheckFileResult } from '../../server/src/protocol.ts';
import { isWorthAsking } from './detection.ts';
import { mayBeTaskDefinitionText } from './signs.ts';

const FILES = `**/*.{${[...SOURCE_ENDINGS, ...TEMPLATE_ENDINGS].join(',')}}`;
/** Where files stand that nobody writes by hand. */
const NOT_OURS =
  '**/{node_modules,bower_components,.git,.terraform,.aws-sam,cdk.out,dist,build,out,target,coverage}/**';
/** Files larger than that are data. ECS takes 64 KB. */
const MOST_BYTES = 1_000_000;

/** The command that checks every task definition of the workspace, and what it found in files that are not open. */
export class WorkspaceCheck implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection('taskdef');
  /** The files that were checked, by their URI. An open one shows what the server says of it while it is edited. */
  private readonly checked = new Map<string, vscode.Uri>();
  private readonly disposables: vscode.Disposable[] = [this.found];
  private watcher: vscode.FileSystemWatcher | undefined;

  /** @param client the running client, started where it is not yet */
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
    // Not awaited: the command is done, whether or not somebody reads this.
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
    const uris = await vscode.workspace.findFiles(FILES, NOT_OURS, undefined, token);
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

  /** Checks one file and shows what was found in it; undefined for one that is no task definition. */
  private async check(uri: vscode.Uri, token?: vscode.CancellationToken): Promise<vscode.Diagnostic[] | undefined> {
    const text = await textOf(uri);
    if (text === undefined || !mayBeTaskDefinitionText(uri.path, text)) return undefined;
    const client = await this.client();
    const params: CheckFileParams = { uri: client.code2ProtocolConverter.asUri(uri), text };
    const { accepted, diagnostics } = await client.sendRequest<CheckFileResult>(CHECK_FILE, params, token);
    if (!accepted) return undefined;
    const items = await client.protocol2CodeConverter.asDiagnostics(diagnostics as unknown as Diagnostic[], token);
    this.checked.set(uri.toString(), uri);
    if (!isInTab(uri)) this.found.set(uri, items);
    return items;
  }

  /** Checks a file once more that was checked before, as its text may be another. */
  private async again(uri: vscode.Uri): Promise<void> {
    if (!this.checked.has(uri.toString()) || isInTab(uri)) return;
    if (!(await this.check(uri).catch(() => undefined))) this.forget(uri);
  }

  private forget(uri: vscode.Uri): void {
    this.checked.delete(uri.toString());
    this.found.delete(uri);
  }

  /** What was said of a file holds no longer once somebody changes it elsewhere. */
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

/** The text of a file: an open editor's, else what is stored. Undefined where it cannot be read, or is too large to be meant. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return isWorthAsking(open) ? open.getText() : undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
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
