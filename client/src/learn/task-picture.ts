import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PICTURE, type PictureParams, type PictureResult, type TextRange } from '../../../server/src/protocol.ts';
import { DocumentPanel } from './document-panel.ts';
import type { PageContent } from './page.ts';

/** The picture of a task definition, shown next to its text. It follows the text, the cursor and the active editor. */
export class TaskPicture extends DocumentPanel {
  private shown: PictureResult | null | undefined;
  private room: PictureParams['room'];
  /** The number of the latest request: answers to earlier ones are dropped. */
  private asked = 0;
  private readonly following: readonly vscode.Disposable[];

  constructor(
    extensionUri: vscode.Uri,
    client: () => Promise<BaseLanguageClient>,
    current: () => vscode.TextDocument | undefined,
    onDidSwitch: vscode.Event<vscode.Uri>,
  ) {
    super({ type: 'taskdef.picture', restMs: 150, takesFocus: false }, extensionUri, client, current);
    this.following = [
      onDidSwitch((uri) => {
        if (!this.panel || uri.toString() === this.uri?.toString()) return;
        this.uri = uri;
        void this.update();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.panel && textEditor.document.uri.toString() === this.uri?.toString()) this.followCursor();
      }),
    ];
  }

  override dispose(): void {
    for (const disposable of this.following) disposable.dispose();
    super.dispose();
  }

  protected content(): PageContent {
    const { t } = vscode.l10n;
    const words = {
      export: t('Export as SVG'),
      none: t('This file has no containers to draw yet.'),
      silent: t('The picture needs the language server, which does not respond.'),
      zoomIn: t('Zoom in'),
      zoomOut: t('Zoom out'),
      fit: t('Fit'),
      help: t('Click a box to go to its text. Drag to move, + and − to zoom.'),
    };
    return { title: t('Task Picture'), style: 'style.css', script: 'picture.js', data: words };
  }

  protected override dependsOn(uri: vscode.Uri): boolean {
    return super.dependsOn(uri) || this.shown?.parts.some((part) => part.uri === uri.toString()) === true;
  }

  protected receive({ type, part, width, height }: Readonly<Record<string, unknown>>): void {
    if (type === 'export') void this.exportSvg();
    if (type === 'open' && typeof part === 'number') void this.open(part);
    if (type !== 'ready' && type !== 'room') return;
    this.room = Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : undefined;
    void this.update();
  }

  protected async update(): Promise<void> {
    const turn = ++this.asked;
    const result = await this.draw(false);
    if (!this.panel || turn !== this.asked) return;
    this.shown = result;
    const { t } = vscode.l10n;
    this.panel.title = result ? t('Picture: {0}', result.title) : t('Task Picture');
    void this.panel.webview.postMessage({
      type: 'picture',
      svg: result?.svg ?? null,
      silent: result === undefined,
      current: this.partsAtCursor(),
    });
  }

  /** The parts that the cursor is in; the task as a whole only if the cursor is in none of its parts. */
  private partsAtCursor(): number[] {
    if (!this.shown || !this.uri) return [];
    const cursor = this.cursor(this.uri);
    const found = this.shown.parts.flatMap(({ range, uri }, i) => (!uri && contains(range, cursor) ? [i] : []));
    const [first, ...others] = found;
    return first === 0 && others.length > 0 ? others : found;
  }

  /** Shows the cursor's place in the picture, or the task definition that it has moved to. */
  private followCursor(): void {
    if (this.shown && this.uri && !contains(this.shown.range, this.cursor(this.uri))) void this.update();
    else void this.panel?.webview.postMessage({ type: 'current', current: this.partsAtCursor() });
  }

  /** Goes to the text that a part of the picture stands for. */
  private async open(part: number): Promise<void> {
    const found = this.shown?.parts[part];
    if (!found || !this.uri) return;
    const { label, uri = this.uri.toString() } = found;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(label.start.line, label.start.character, label.end.line, label.end.character),
    });
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
    const params: PictureParams = {
      uri: this.uri.toString(),
      standalone,
      position: this.cursor(this.uri),
      ...(this.room && !standalone ? { room: this.room } : {}),
    };
    return this.ask<PictureResult | null>(PICTURE, params);
  }
}

function contains({ start, end }: TextRange, { line, character }: TextRange['start']): boolean {
  const isAfterStart = line > start.line || (line === start.line && character >= start.character);
  return isAfterStart && (line < end.line || (line === end.line && character <= end.character));
}
