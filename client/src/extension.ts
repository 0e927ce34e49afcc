import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import { INTENT, type InitializationOptions, type IntentParams, STATUS, type StatusParams } from '../../server/src/features/protocol.ts';
import { looksLikeTaskDefinition } from './detection.ts';
import { StatusItem } from './status.ts';

/** Makes a client whose server runs where this kind of host can run one: a process, or a worker. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

const LANGUAGES = ['json', 'jsonc'];
const SELECTOR = LANGUAGES.map((language) => ({ language }));
/** Where the documents are kept that the user said are task definitions. */
const ASKED = 'taskdef.asked';

/** Starts the extension: registers commands and waits for a task definition before it starts the server. */
export function activateExtension(context: vscode.ExtensionContext, createClient: CreateClient): void {
  const extension = new Extension(context, createClient);
  context.subscriptions.push(extension);
  extension.start();
}

class Extension implements vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private readonly status: StatusItem;
  private readonly asked: Set<string>;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly createClient: CreateClient,
  ) {
    this.asked = new Set(context.workspaceState.get<string[]>(ASKED, []));
    this.status = new StatusItem(SELECTOR);
  }

  start(): void {
    const { commands, window, workspace } = vscode;
    this.disposables.push(
      this.status,
      commands.registerCommand('taskdef.treatAsTaskDefinition', () => this.treatAsTaskDefinition(true)),
      commands.registerCommand('taskdef.stopTreatingAsTaskDefinition', () => this.treatAsTaskDefinition(false)),
      commands.registerCommand('taskdef.fixAll', () => this.fixAll()),
      commands.registerCommand('taskdef.restartServer', () => this.restartServer()),
      workspace.onDidOpenTextDocument((document) => this.consider(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.consider(document)),
      workspace.onDidCloseTextDocument((document) => this.status.forget(document.uri)),
      window.onDidChangeActiveTextEditor((editor) => this.status.show(editor?.document)),
    );
    for (const document of workspace.textDocuments) this.consider(document);
    this.status.show(window.activeTextEditor?.document);
  }

  /** Starts the server with the first task definition that is open. */
  private consider(document: vscode.TextDocument): void {
    if (this.client || !LANGUAGES.includes(document.languageId)) return;
    if (this.asked.has(document.uri.toString()) || looksLikeTaskDefinition(document)) this.startServer();
  }

  private startServer(): void {
    const initializationOptions: InitializationOptions = {
      // VS Code reports broken JSON by itself.
      reportSyntaxErrors: false,
      asked: [...this.asked],
    };
    const client = this.createClient({
      documentSelector: SELECTOR,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onSave: false },
      outputChannelName: 'Taskdef',
      markdown: { isTrusted: false, supportHtml: false },
    });
    this.client = client;
    this.disposables.push(
      client.onNotification(STATUS, (status: StatusParams) => this.status.update(status)),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Stopped) this.status.serverStopped();
      }),
    );
    client.start().catch((error: unknown) => {
      void vscode.window.showErrorMessage(vscode.l10n.t('Taskdef could not start: {0}', String(error)));
    });
  }

  private async treatAsTaskDefinition(asked: boolean): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !LANGUAGES.includes(document.languageId)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a JSON file first.'));
      return;
    }
    const uri = document.uri.toString();
    if (asked) this.asked.add(uri);
    else this.asked.delete(uri);
    await this.context.workspaceState.update(ASKED, [...this.asked]);
    if (!this.client) {
      this.consider(document);
    } else {
      const intent: IntentParams = { uri, asked };
      await this.client.sendNotification(INTENT, intent);
    }
  }

  private async fixAll(): Promise<void> {
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.taskdef', apply: 'first' });
  }

  private async restartServer(): Promise<void> {
    if (!this.client) return this.startServer();
    await this.client.stop();
    await this.client.start();
  }

  dispose(): void {
    void this.client?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }
}
