import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PICTURE, type PictureParams, type PictureResult } from '../../../server/src/protocol.ts';
import { DocumentPanel } from './document-panel.ts';
import type { PageContent } from './page.ts';

/** The picture of a task definition, shown next to its text and updated while the user types. */
export class TaskPicture extends DocumentPanel {
  constructor(
    extensionUri: vscode.Uri,
    client: () => Promise<BaseLanguageClient>,
    current: () => vscode.TextDocument | undefined,
  ) {
    super({ type: 'taskdef.picture', restMs: 150, takesFocus: false }, extensionUri, client, current);
  }

  protected content(): PageContent {
    const { t } = vscode.l10n;
    const words = {
      export: t('Export as SVG'),
      none: t('This file has no containers to draw yet.'),
      silent: t('The picture needs the language server, and it does not answer.'),
    };
    return { title: t('Task Picture'), style: 'style.css', script: 'picture.js', data: words };
  }

  protected receive({ type }: Readonly<Record<string, unknown>>): void {
    if (type === 'ready') void this.update();
    if (type === 'export') void this.exportSvg();
  }

  protected async update(): Promise<void> {
    const result = await this.draw(false);
    if (!this.panel) return;
    const { t } = vscode.l10n;
    this.panel.title = result ? t('Picture: {0}', result.title) : t('Task Picture');
    void this.panel.webview.postMessage({ type: 'picture', svg: result?.svg ?? null, silent: result === undefined });
  }

  private async exportSvg(): Promise<void> {
    const result = await this.draw(true);
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
  private async draw(standalone: boolean): Promise<PictureResult | null | undefined> {
    if (!this.uri) return undefined;
    const params: PictureParams = { uri: this.uri.toString(), standalone, position: this.cursor(this.uri) };
    return this.ask<PictureResult | null>(PICTURE, params);
  }
}
