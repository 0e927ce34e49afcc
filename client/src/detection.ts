import type { TextDocument } from 'vscode';
import { type Lines, mayBeTaskDefinition } from './signs.ts';

/** Whether name or content of a document give a reason to ask the server. */
export function isWorthAsking(document: TextDocument): boolean {
  return mayBeTaskDefinition(document.uri.path, linesOf(document));
}

/** The lines of a document; its whole text is not asked for. */
function linesOf(document: TextDocument): Lines {
  return { count: document.lineCount, at: (line) => document.lineAt(line).text };
}
