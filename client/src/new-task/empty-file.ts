import * as vscode from 'vscode';
import type { BaseLanguageClient, CompletionItem } from 'vscode-languageclient';
import { hasTaskFileName } from '../../../server/src/formats/file-names.ts';
import { NEW_TASK_COMMAND } from '../../../server/src/protocol.ts';

/** A file with more lines than this is not empty. */
const MOST_BLANK_LINES = 100;

/** Offers help in a file that is named like a task definition and is still empty. */
export class EmptyFileLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (
      !hasTaskFileName(document.uri.path) ||
      document.lineCount > MOST_BLANK_LINES ||
      document.getText().trim() !== ''
    )
      return [];
    const { t } = vscode.l10n;
    const top = new vscode.Range(0, 0, 0, 0);
    return [
      new vscode.CodeLens(top, {
        title: t('This task definition is empty: answer a few questions to fill it'),
        command: NEW_TASK_COMMAND,
      }),
      new vscode.CodeLens(top, {
        title: t('Learn what goes in'),
        command: 'taskdef.learn',
        arguments: ['building-blocks'],
      }),
    ];
  }
}

/** Documents that are in no file yet, and may become a task definition. */
export const UNTITLED_JSON: readonly vscode.DocumentFilter[] = ['json', 'jsonc'].map((language) => ({
  scheme: 'untitled',
  language,
}));

/**
 * Starts the server for an empty document without a name once suggestions are asked for in it, and passes on what the
 * server suggests. After that, the server is asked like for any other document.
 */
export class EmptyFileCompletion implements vscode.CompletionItemProvider {
  /** @param start starts the server; undefined if it has been started before */
  constructor(private readonly start: () => Promise<BaseLanguageClient> | undefined) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionItem[] | vscode.CompletionList | undefined> {
    if (document.lineCount > 1 || !/^(?:e|ecs.*)?$/.test(document.getText())) return undefined;
    const client = await this.start();
    if (!client) return undefined;
    const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
    const items = await client.sendRequest<CompletionItem[] | null>('textDocument/completion', params, token);
    return (await client.protocol2CodeConverter.asCompletionResult(items, undefined, token)) ?? undefined;
  }
}
