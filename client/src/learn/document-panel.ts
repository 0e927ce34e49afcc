import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { sayOpenFirst } from '../open-first.ts';
import { type PageContent, page } from './page.ts';

/** What differs between the panels that show a document. */
interface DocumentPanelOptions {
  /** The type of the webview, for example `taskdef.picture`. */
  readonly type: string;
  /** How long the user must have stopped typing before the page is updated, in milliseconds. */
  readonly restMs: number;
  /** Whether showing the panel moves the focus to it. */
  readonly takesFocus: boolean;
}

/** A webview next to a task definition, updated while the user types. */
export abstract class DocumentPanel implements vscode.Disposable {
  protected panel: vscode.WebviewPanel | undefined;
  /** The document that the panel shows; undefined while there is no panel. */
  protected uri: vscode.Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly options: DocumentPanelOptions,
    private readonly extensionUri: vscode.Uri,
    private readonly client: () => Promise<BaseLanguageClient>,
    private readonly current: () => vscode.TextDocument | undefined,
  ) {
    this.listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!this.dependsOn(document.uri)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.update(), options.restMs);
    });
  }

  /** The page, and the panel's title until a document is shown. */
  protected abstract content(): PageContent;

  /** Brings the page up to date with the document. */
  protected abstract update(): Promise<void>;

  /** Handles a message of the page. */
  protected abstract receive(message: Readonly<Record<string, unknown>>): void;

  /** Whether the page is about a document. */
  protected dependsOn(uri: vscode.Uri): boolean {
    return uri.toString() === this.uri?.toString();
  }

  /** Called when the user asks for the panel, before it shows the document. */
  protected opening(_document: vscode.TextDocument): void {}

  /** Shows the task definition that the user is looking at. */
  async show(): Promise<void> {
    const document = this.current();
    if (!document) {
      sayOpenFirst();
      return;
    }
    this.opening(document);
    this.uri = document.uri;
    this.panel ??= await this.create();
    this.panel.reveal(undefined, !this.options.takesFocus);
    await this.update();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listener.dispose();
    this.panel?.dispose();
  }

  /** Sends a request to the server. Returns undefined if it does not answer. */
  protected async ask<R>(method: string, params: object): Promise<R | undefined> {
    try {
      return await (await this.client()).sendRequest<R>(method, params);
    } catch {
      return undefined;
    }
  }

  /** The cursor in the editor that shows the document; the start of the text if none does. */
  protected cursor(uri: vscode.Uri): { line: number; character: number } {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    const { line, character } = editor?.selection.active ?? new vscode.Position(0, 0);
    return { line, character };
  }

  private async create(): Promise<vscode.WebviewPanel> {
    const { type, takesFocus } = this.options;
    const content = this.content();
    const panel = vscode.window.createWebviewPanel(
      type,
      content.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: !takesFocus },
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.uri = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) =>
      this.receive((message ?? {}) as Readonly<Record<string, unknown>>),
    );
    panel.webview.html = await page(this.extensionUri, content);
    return panel;
  }
}
