import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CLEAN_TEXT } from '../../server/src/protocol.ts';
import { isAtLeast } from './editor-version.ts';
import { isPrinted } from './printed.ts';

/** A way to paste. Until it is chosen, the text is the one on the clipboard. */
interface PasteEdit {
  insertText: string;
  readonly title: string;
  yieldTo?: readonly object[];
}
interface Transfer {
  get(mimeType: string): { asString(): Promise<string> } | undefined;
}

/** The part of VS Code's paste API that is used here, available since 1.97. */
interface PasteParts {
  readonly DocumentPasteEdit: new (text: string, title: string, kind: object) => PasteEdit;
  readonly DocumentDropOrPasteEditKind: { readonly Text: { append(...parts: string[]): object } };
}
interface PasteHost {
  registerDocumentPasteEditProvider(
    selector: vscode.DocumentSelector,
    provider: {
      provideDocumentPasteEdits(
        document: unknown,
        ranges: unknown,
        data: Transfer,
        context: { readonly triggerKind: number },
        cancel: vscode.CancellationToken,
      ): Promise<PasteEdit[]>;
      resolveDocumentPasteEdit(edit: PasteEdit, cancel: vscode.CancellationToken): Promise<PasteEdit>;
    },
    metadata: { providedPasteEditKinds: object[]; pasteMimeTypes: string[] },
  ): vscode.Disposable;
}

/** The user has asked for ways to paste, rather than pasted. */
const PASTE_AS = 1;

/**
 * Offers to clean what the console or describe-task-definition printed, after it was pasted as it is. The server is asked
 * only once somebody chooses that, so that no paste waits for it.
 * @param client starts the language server if it is not running
 * @returns undefined in an editor without such offers
 */
export function registerPaste(client: () => Promise<BaseLanguageClient>): vscode.Disposable | undefined {
  if (!isAtLeast(1, 97)) return undefined;
  const { DocumentPasteEdit, DocumentDropOrPasteEditKind } = vscode as unknown as PasteParts;
  const kind = DocumentDropOrPasteEditKind.Text.append('taskdef');
  const clean = async (edit: PasteEdit, cancel: vscode.CancellationToken) => {
    const text = await (await client()).sendRequest<string | null>(CLEAN_TEXT, edit.insertText, cancel);
    if (text !== null) edit.insertText = text;
    return edit;
  };
  return (vscode.languages as unknown as PasteHost).registerDocumentPasteEditProvider(
    [{ language: 'json' }, { language: 'jsonc' }],
    {
      async provideDocumentPasteEdits(_document, _ranges, data, { triggerKind }, cancel) {
        const text = await data.get('text/plain')?.asString();
        if (text === undefined || !isPrinted(text)) return [];
        const edit = new DocumentPasteEdit(text, vscode.l10n.t('Paste without what only ECS sets'), kind);
        edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
        // "Paste As…" does not resolve what is chosen (seen in VS Code 1.139, 2026-11-28).
        return [triggerKind === PASTE_AS ? await clean(edit, cancel) : edit];
      },
      resolveDocumentPasteEdit: clean,
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] },
  );
}
