import * as vscode from 'vscode';
import type { BaseLanguageClient, DocumentSymbol } from 'vscode-languageclient';

/** The outline of one version of a document. */
interface Known {
  readonly version: number;
  readonly symbols: vscode.DocumentSymbol[];
}

/**
 * Provides the outline. The breadcrumbs show whichever outline arrives first (VS Code 1.139, `OutlineModel`, checked
 * 2026-11-28). So that they do not jump between ours and that of VS Code's JSON support, ours is fetched before VS Code
 * asks for it; and where that was too late, VS Code is made to ask again.
 */
export class Outline implements vscode.DocumentSymbolProvider, vscode.Disposable {
  private readonly known = new Map<string, Known>();
  private readonly accepted = new Set<string>();
  private registration: vscode.Disposable | undefined;
  private fetching: Promise<unknown> | undefined;
  private readonly disposables: vscode.Disposable[] = [];

  /**
   * @param isOurs whether the server treats a document as a task definition
   * @param onDidUpdate fires when the server has said so
   */
  constructor(
    private readonly selector: readonly vscode.DocumentFilter[],
    private readonly client: BaseLanguageClient,
    private readonly isOurs: (uri: vscode.Uri) => boolean,
    onDidUpdate: vscode.Event<vscode.Uri>,
  ) {
    const { workspace } = vscode;
    this.disposables.push(
      onDidUpdate((uri) => {
        const key = uri.toString();
        if (!isOurs(uri) || this.accepted.has(key)) return;
        this.accepted.add(key);
        // VS Code may have asked before the answer was known.
        this.register();
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.known.delete(uri.toString());
        this.accepted.delete(uri.toString());
      }),
    );
    this.register();
  }

  provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.DocumentSymbol[]> {
    // VS Code shows its own outline of the JSON beside this one and offers no choice, so our setting does.
    if (!vscode.workspace.getConfiguration('taskdef', document).get('outline.enabled', true)) return undefined;
    const known = this.known.get(document.uri.toString());
    if (known?.version === document.version) return known.symbols;
    return this.fetch(document, token).then((symbols) => {
      // The next time the answer is known and arrives before all others.
      if (symbols && this.isOurs(document.uri)) setTimeout(() => this.register());
      return symbols;
    });
  }

  /** Fetches the outline of a changed document, unless an older one is still being fetched. */
  private follow(document: vscode.TextDocument): void {
    if (this.fetching || !this.known.has(document.uri.toString())) return;
    this.fetching = this.fetch(document).finally(() => {
      this.fetching = undefined;
    });
  }

  private async fetch(
    document: vscode.TextDocument,
    token?: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[] | undefined> {
    const { uri, version } = document;
    if (!this.client.isRunning()) return undefined;
    const textDocument = { uri: this.client.code2ProtocolConverter.asUri(uri) };
    const found = await this.client
      .sendRequest<DocumentSymbol[] | null>('textDocument/documentSymbol', { textDocument }, token)
      .catch(() => null);
    if (!found) return undefined;
    const symbols = await this.client.protocol2CodeConverter.asDocumentSymbols(found, token);
    if (document.version === version && !document.isClosed) this.known.set(uri.toString(), { version, symbols });
    return symbols;
  }

  /** A provider that is new makes VS Code ask all of them again. */
  private register(): void {
    this.registration?.dispose();
    this.registration = vscode.languages.registerDocumentSymbolProvider(this.selector, this, {
      label: 'ECS',
    });
  }

  dispose(): void {
    this.registration?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }
}
