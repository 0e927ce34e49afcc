import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PICTURE, type PictureParams, type PictureResult } from '../../../server/src/protocol.ts';
import { page } from './page.ts';

const REST_MS = 150;

/** The picture of a task definition, shown next to its text and updated while the user types. */
export class TaskPicture implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private uri: vscode.Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly client: () => Promise<BaseLanguageClient>,
    private readonly current: () => vscode.TextDocument | undefined,
  ) {
    this.disposables = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() !== this.uri?.toString()) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.draw(), REST_MS);
      }),
    ];
  }

  /** Shows the picture of the task definition that the user is looking at. */
  async show(): Promise<void> {
    const document = this.current();
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a task definition first.'));
      return;
    }
    this.uri = document.uri;
    this.panel ??= await this.create();
    this.panel.reveal(undefined, true);
    await this.draw();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
    this.panel?.dispose();
  }

  private async create(): Promise<vscode.WebviewPanel> {
    const { t } = vscode.l10n;
    const panel = vscode.window.createWebviewPanel(
      'taskdef.picture',
      t('Task Picture'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.uri = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const type = (message as { type?: unknown } | null)?.type;
      if (type === 'ready') void this.draw();
      if (type === 'export') void this.exportSvg();
    });
    const words = {
      export: t('Export as SVG'),
      none: t('This file has no containers to draw yet.'),
      silent: t('The picture needs the language server, and it does not answer.'),
    };
    panel.webview.html = await page(this.extensionUri, {
      title: t('Task Picture'),
      style: 'style.css',
      script: 'picture.js',
      data: words,
    });
    return panel;
  }

  private async draw(): Promise<void> {
    const result = await this.ask(false);
    if (!this.panel) return;
    const { t } = vscode.l10n;
    this.panel.title = result ? t('Picture: {0}', result.title) : t('Task Picture');
    void this.panel.webview.postMessage({ type: 'picture', svg: result?.svg ?? null, silent: result === undefined });
  }

  private async exportSvg(): Promise<void> {
    const result = await this.ask(true);
    if (!result || !this.uri) return;
    const folder = vscode.workspace.getWorkspaceFolder(this.uri)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `${result.title.replaceAll(/[^\w.-]+/g, '-')}.svg`;
    const target = await vscode.window.showSaveDialog({
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
      filters: { SVG: ['svg'] },
    });
    if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(result.svg));
  }

  /** The picture; null if there is nothing to draw, undefined if the server does not answer. */
  private async ask(standalone: boolean): Promise<PictureResult | null | undefined> {
    if (!this.uri) return undefined;
    const uri = this.uri.toString();
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    const { line, character } = editor?.selection.active ?? new vscode.Position(0, 0);
    const params: PictureParams = { uri, standalone, position: { line, character } };
    try {
      return await (await this.client()).sendRequest<PictureResult | null>(PICTURE, params);
    } catch {
      return undefined;
    }
  }
}
