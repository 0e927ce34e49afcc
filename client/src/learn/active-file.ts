import * as vscode from 'vscode';
import { isWorthAsking } from '../detection.ts';
import type { StatusItem } from '../status.ts';
import type { FileState } from './messages.ts';

/** Follows the task definition that the user is looking at, or last looked at, and the rules that it breaks. */
export class ActiveFile implements vscode.Disposable {
  private uri: vscode.Uri | undefined;
  private shown = 'null';
  private readonly changed = new vscode.EventEmitter<FileState | null>();
  private readonly disposables: vscode.Disposable[];
  private readonly switched = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** Fires when the user has turned to another task definition. */
  readonly onDidSwitch = this.switched.event;

  constructor(private readonly status: StatusItem) {
    const { window, workspace, languages } = vscode;
    this.disposables = [
      window.onDidChangeActiveTextEditor((editor) => this.look(editor)),
      // A file may become a task definition while it is open.
      status.onDidUpdate((uri) => {
        const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
        if (uri.toString() === editor?.document.uri.toString()) this.look(editor);
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.uri?.toString())) this.tell();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.toString() !== this.uri?.toString()) return;
        this.uri = undefined;
        this.tell();
      }),
    ];
    this.look(window.activeTextEditor ?? window.visibleTextEditors[0]);
  }

  get state(): FileState | null {
    if (!this.uri) return null;
    const rules: Record<string, number[]> = {};
    for (const diagnostic of ours(this.uri)) {
      const rule = codeOf(diagnostic);
      rules[rule] = [...(rules[rule] ?? []), diagnostic.range.start.line + 1];
    }
    return { name: this.uri.path.slice(this.uri.path.lastIndexOf('/') + 1), rules };
  }

  /** The document itself, to draw pictures from. */
  get document(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    // The server may not have said yet what the document is; a request for its picture will tell.
    if (active && isWorthAsking(active)) return active;
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === this.uri?.toString());
  }

  /** Shows the first place where the file breaks a rule. */
  async reveal(rule: string): Promise<void> {
    const found = this.uri && ours(this.uri).find((diagnostic) => codeOf(diagnostic) === rule);
    if (!found) return;
    const tab = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === this.uri?.toString(),
    );
    await vscode.window.showTextDocument(this.uri!, {
      selection: found.range,
      viewColumn: tab?.viewColumn ?? vscode.ViewColumn.Beside,
    });
  }

  dispose(): void {
    for (const disposable of [...this.disposables, this.changed, this.switched]) disposable.dispose();
  }

  private look(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (!document) return;
    const isKnown = document.uri.toString() === this.uri?.toString();
    if (!isKnown && !this.status.isTaskDefinition(document.uri)) return;
    this.uri = document.uri;
    if (!isKnown) this.switched.fire(document.uri);
    this.tell();
  }

  private tell(): void {
    const { state } = this;
    const text = JSON.stringify(state);
    if (text === this.shown) return;
    this.shown = text;
    this.changed.fire(state);
  }
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'taskdef');
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
