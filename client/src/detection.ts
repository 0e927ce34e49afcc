import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { hasSign, type Lines, mayBeTaskDefinition } from '../../server/src/formats/signs.ts';

/** Whether a document's name or content gives a reason to ask the server. */
export function isWorthAsking(document: TextDocument): boolean {
  return mayBeTaskDefinition(document.uri.path, linesOf(document));
}

/**
 * Whether a change gives a reason to ask that the document did not give before. Looks only at the changed lines: typing
 * in a large, unrelated file must not become slow.
 */
export function isWorthAskingNow({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  const { path } = document.uri;
  return contentChanges.some(({ range, text }) => {
    const { line } = range.start;
    return hasSign(path, text) || (line < document.lineCount && hasSign(path, document.lineAt(line).text));
  });
}

/** The lines of a document, without requesting its whole text. */
function linesOf(document: TextDocument): Lines {
  return { count: document.lineCount, at: (line) => document.lineAt(line).text };
}
