import type { Command, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type AddedPlace, SHOW_ADDED_COMMAND } from '../../protocol.ts';
import type { SourceDocument } from '../../syntax/document.ts';
import { type NodeEdit, type TextEdit as SpanEdit, toTextEdits } from '../../syntax/edit.ts';
import { endOf } from '../../syntax/node.ts';
import { hasAsk } from '../../syntax/value.ts';
import type { Client } from '../feature.ts';
import { rangeOf } from '../ranges.ts';

/** What a client supports in workspace edits. */
export interface EditSupport {
  /** Tab stops in the inserted text. */
  readonly snippets: boolean;
  /** Changes with a heading, which the user may have to confirm. */
  readonly annotations: boolean;
  /** Creating files. */
  readonly create: boolean;
  /** Showing what was added. */
  readonly shows: boolean;
}

/** Reads which workspace edits a client supports. */
export function editSupport({ capabilities, options }: Client): EditSupport {
  const can = capabilities.workspace?.workspaceEdit;
  return {
    snippets: can?.snippetEditSupport === true,
    annotations: can?.documentChanges === true && can.changeAnnotationSupport !== undefined,
    create: can?.documentChanges === true && can.resourceOperations?.includes('create') === true,
    shows: options.showAddedCommand === true,
  };
}

/** Changes to a document's tree as a workspace edit. If the client supports it, words to fill in become tab stops. */
export function workspaceEdit(
  document: TextDocument,
  syntax: SourceDocument,
  edits: readonly NodeEdit[],
  { snippets }: EditSupport,
): WorkspaceEdit {
  if (!snippets || !asks(edits)) return { changes: { [document.uri]: plainEdits(document, syntax, edits) } };
  const change: TextDocumentEdit = {
    textDocument: { uri: document.uri, version: document.version },
    edits: fromLineStarts(syntax, toTextEdits(syntax, edits, 'snippet')).map((edit) =>
      // VS Code shortens plain edits to what differs, which would begin behind the blanks of a line again.
      edit.newText.includes('${') || edit.newText.includes('\n')
        ? { range: rangeOf(document, edit), snippet: { kind: 'snippet', value: edit.newText } }
        : { range: rangeOf(document, edit), newText: unescapeSnippet(edit.newText) },
    ),
  };
  return { documentChanges: [change] };
}

/**
 * Rewrites edits in snippet mode so that they begin at the start of a line. If any of several edits is a snippet, VS
 * Code repeats the blanks before an edit on each further line of it, and the protocol offers no way to prevent that
 * (read in VS Code 1.139, `SnippetSession.adjustWhitespace`, 2026-11-28). At the start of a line there are no blanks to
 * repeat.
 */
function fromLineStarts({ text }: SourceDocument, edits: readonly SpanEdit[]): SpanEdit[] {
  if (!edits.some(({ newText }) => newText.includes('\n'))) return [...edits];
  const widened: SpanEdit[] = [];
  for (const edit of edits) {
    const start = text.lastIndexOf('\n', edit.offset - 1) + 1;
    const last = widened.at(-1);
    const joins = last !== undefined && endOf(last) >= start;
    const from = joins ? endOf(last) : start;
    const newText = escapeSnippet(text.slice(from, edit.offset)) + edit.newText;
    if (joins) {
      widened[widened.length - 1] = {
        offset: last.offset,
        length: endOf(edit) - last.offset,
        newText: last.newText + newText,
      };
    } else widened.push({ offset: start, length: endOf(edit) - start, newText });
  }
  return widened;
}

/** Changes to a document's tree as plain text edits. */
export function plainEdits(document: TextDocument, syntax: SourceDocument, edits: readonly NodeEdit[]): TextEdit[] {
  return toTextEdits(syntax, edits).map((edit) => ({ range: rangeOf(document, edit), newText: edit.newText }));
}

function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$]/g, '\\$&');
}

function unescapeSnippet(text: string): string {
  return text.replaceAll(/\\([\\$}])/g, '$1');
}

/** Whether changes contain words that the user must fill in. */
function asks(edits: readonly NodeEdit[]): boolean {
  return edits.some((edit) => 'value' in edit && hasAsk(edit.value));
}

/** The command that shows what was added, for edits that add lines but no tab stop; undefined for others. */
export function showAdded(
  document: TextDocument,
  syntax: SourceDocument,
  edits: readonly NodeEdit[],
  { snippets, shows }: EditSupport,
): Command | undefined {
  if (!shows || (snippets && asks(edits))) return undefined;
  let lines = 0;
  for (const { offset, length, newText } of toTextEdits(syntax, edits)) {
    const added = newText.split('\n').length - 1;
    // An edit that begins with a line break adds its text on the next line.
    const from = document.positionAt(offset).line + lines + (/^,?\r?\n/.test(newText) ? 1 : 0);
    if (added > 1) {
      const place: AddedPlace = { uri: document.uri, line: from };
      return { title: 'Show what was added', command: SHOW_ADDED_COMMAND, arguments: [place] };
    }
    lines += added - (syntax.text.slice(offset, offset + length).split('\n').length - 1);
  }
  return undefined;
}
