import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { visibleInMessage } from '../../server/src/model/visible.ts';
import { COMPARE, type CompareParams, type CompareResult } from '../../server/src/protocol.ts';
import { COMPARE_SCHEME } from './document-gate.ts';
import { sayOpenFirst } from './open-first.ts';

/** The largest file to compare with, in bytes: the server reads no more of a task definition either. */
const LARGEST = 1024 * 1024;

/** A text to compare with. */
interface Other {
  readonly name: string;
  readonly text: string;
}

/** The command "Compare with…": compares the task definition being viewed with another by what both mean to ECS. */
export class CompareCommand implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registered: vscode.Disposable;
  private count = 0;

  constructor(private readonly starting: () => Promise<BaseLanguageClient> | undefined) {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(COMPARE_SCHEME, this),
      vscode.commands.registerCommand('taskdef.compareWith', () => this.run()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.registered.dispose();
  }

  private async run(): Promise<void> {
    const { t } = vscode.l10n;
    const editor = vscode.window.activeTextEditor;
    const client = await this.starting();
    if (!editor || !client) {
      sayOpenFirst();
      return;
    }
    const { document, selection } = editor;
    const other = await askForOther(document);
    if (!other) return;
    const { line, character } = selection.active;
    const params: CompareParams = {
      uri: document.uri.toString(),
      position: { line, character },
      other: other.text,
      otherName: other.name,
    };
    const result = await client.sendRequest<CompareResult | null>(COMPARE, params);
    if (!result) {
      void vscode.window.showInformationMessage(
        t('{0} and this file are not both task definitions.', visibleInMessage(other.name)),
      );
      return;
    }
    const { differences, undecided } = result;
    if (differences.length === 0 && undecided.length === 0) {
      void vscode.window.showInformationMessage(t('Both mean the same to ECS.'));
      return;
    }
    const name = vscode.workspace.asRelativePath(document.uri);
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.show(other.name, result.before),
      this.show(name, result.after),
      t('{0} compared with {1}', name, other.name),
    );
    void vscode.window.showInformationMessage(summary(differences.length, undecided.length));
  }

  /** Each comparison has documents of its own, so that earlier ones stay as they are. */
  private show(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: COMPARE_SCHEME, path: `/${++this.count}/${name.split('/').at(-1)}.json` });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}

function summary(differences: number, undecided: number): string {
  const { t } = vscode.l10n;
  const first = differences === 1 ? t('1 difference.') : t('{0} differences.', differences);
  if (undecided === 0) return first;
  return `${first} ${undecided === 1 ? t('1 value is decided later.') : t('{0} values are decided later.', undecided)}`;
}

/** Asks what to compare with: the clipboard, another open document, or a file. */
async function askForOther(document: vscode.TextDocument): Promise<Other | undefined> {
  const { t } = vscode.l10n;
  type Choice = vscode.QuickPickItem & { readonly get: () => Promise<Other | undefined> };
  const open = vscode.workspace.textDocuments.filter(
    ({ uri, languageId }) =>
      uri.toString() !== document.uri.toString() &&
      ['file', 'untitled', 'vscode-remote', 'vscode-vfs'].includes(uri.scheme) &&
      /^(?:jsonc?|yaml|cloudformation|terraform|opentofu|hcl|plaintext)$/.test(languageId),
  );
  const choices: Choice[] = [
    { label: t('A File…'), get: askForFile },
    {
      label: t('The Clipboard'),
      detail: t('For example the output of "aws ecs describe-task-definition".'),
      get: async () => ({ name: t('the clipboard'), text: await vscode.env.clipboard.readText() }),
    },
    ...open.map((one): Choice => {
      const name = vscode.workspace.asRelativePath(one.uri);
      return { label: name, get: async () => ({ name, text: one.getText() }) };
    }),
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: t('Compare This Task Definition with') });
  return chosen?.get();
}

async function askForFile(): Promise<Other | undefined> {
  const [uri] = (await vscode.window.showOpenDialog({ canSelectMany: false })) ?? [];
  if (!uri) return undefined;
  const { t } = vscode.l10n;
  const name = vscode.workspace.asRelativePath(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST) throw new Error(t('It is larger than 1 MB.'));
    return { name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const message = t('{0} could not be read. {1}', name, (error as Error).message);
    void vscode.window.showErrorMessage(visibleInMessage(message));
    return undefined;
  }
}
