import * as vscode from 'vscode';

/**
 * Explains the errors that VS Code's JSON support reports in templates, where they are: it reads `{{ memory }}` as JSON,
 * and no extension can take its errors away.
 */
export class TemplateErrors implements vscode.Disposable {
  private readonly explained = vscode.languages.createDiagnosticCollection('taskdef-templates');
  private readonly templates = new Map<string, vscode.Uri>();
  private readonly disposables: vscode.Disposable[] = [
    this.explained,
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (this.templates.has(uri.toString())) this.explain(uri);
    }),
  ];

  /** Takes what the server says about a document: whether it is a template without an error of its own. */
  update(uri: vscode.Uri, isTemplate: boolean): void {
    const key = uri.toString();
    if (isTemplate) {
      this.templates.set(key, uri);
      this.explain(uri);
    } else this.forget(uri);
  }

  forget(uri: vscode.Uri): void {
    if (this.templates.delete(uri.toString())) this.explained.delete(uri);
  }

  private explain(uri: vscode.Uri): void {
    const message = vscode.l10n.t(
      'VS Code reads this template as JSON: what it reports here may not be an error in the rendered file.',
    );
    const errors = vscode.languages
      .getDiagnostics(uri)
      .filter(({ source, severity }) => source === 'json' && severity === vscode.DiagnosticSeverity.Error);
    const known = this.explained.get(uri) ?? [];
    // Setting the same errors again would fire another change event, endlessly.
    if (known.length === errors.length && errors.every(({ range }, i) => known[i]!.range.isEqual(range))) return;
    this.explained.set(
      uri,
      errors.map(({ range }) => {
        const hint = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Hint);
        hint.source = 'taskdef';
        return hint;
      }),
    );
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
