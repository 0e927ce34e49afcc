import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { hasSign, type Lines, mayBeTaskDefinition } from './signs.ts';

/** Whether name or content of a document give a reason to ask the server. */
export function isWorthAsking(document: TextDocument): boolean {
  return mayBeTaskDefinition(document.uri.path, linesOf(document));
}

/**
 * Whether a change of a document that gave no reason before gives one now. Only the lines that changed are looked at: whoever
 * types in a large file of another kind must not pay for it.
 */
export function isWorthAskingNow({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  const { path } = document.uri;
  return contentChanges.some(({ range, text }) => {
    const { line } = range.start;
    return hasSign(path, text) || (line < document.lineCount && hasSign(path, document.lineAt(line).text));
  });
}

/** The lines of a document; its whole text is not asked for. */
function linesOf(document: TextDocument): Lines {
  return { count: document.lineCount, at: (line) => document.lineAt(line).text };
}
