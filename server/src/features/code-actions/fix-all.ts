import type { CodeAction, Connection, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { answerOf, fixAll } from '../../findings/fixes.ts';
import { repair } from '../../findings/repair.ts';
import { FIX_ALL, type FixAllParams, type FixAllResult } from '../../protocol.ts';
import type { Workspace } from '../../workspace.ts';
import { rangeOf } from '../ranges.ts';

/** The kind of action that editors run on save. It is a kind of `source.fixAll`. */
export const FIX_ALL_KIND = 'source.fixAll.taskdef';

/** All safe fixes as one action, for editors that apply it on save. */
export function fixAllAction(workspace: Workspace, document: TextDocument): CodeAction[] {
  // With "fix all on save" switched on, this is asked for on every save of every JSON file.
  if (!workspace.analysis(document.uri)?.detection.accepted) return [];
  const text = document.getText();
  const fixed = fixAll(text, (current) => workspace.check(document.uri, current));
  if (fixed === text) return [];
  return [
    {
      title: 'Apply all safe fixes',
      kind: FIX_ALL_KIND,
      edit: { changes: { [document.uri]: [difference(document, fixed)] } },
    },
  ];
}

/** How many of a document's findings "fix all" can repair. */
export function answered(workspace: Workspace, uri: string): number {
  return workspace.findings(uri).filter((finding) => answerOf(finding) !== undefined).length;
}

/** Handles the request for a document with every finding repaired that has one sensible answer. */
export function registerFixAll(connection: Connection, workspace: () => Workspace): void {
  connection.onRequest(FIX_ALL, async ({ uri }: FixAllParams): Promise<FixAllResult | null> => {
    await workspace().ready(uri);
    const document = workspace().document(uri);
    if (!document) return null;
    const before = workspace()
      .check(uri, document.getText())
      .findings.filter(({ severity }) => severity !== 'info').length;
    const { repairs, fixed, left } = repair(
      document.getText(),
      (text) => workspace().check(uri, text),
      (finding) => {
        const answer = answerOf(finding);
        return answer ? [answer] : [];
      },
    );
    const edits = repairs.flatMap(({ hunks }) =>
      hunks.map((hunk): TextEdit => ({ range: rangeOf(document, hunk), newText: hunk.newText })),
    );
    // One fix may resolve several findings.
    const repaired = Math.max(fixed, before - left.length);
    return { version: document.version, edits, repaired, left: left.length };
  });
}

/** One edit that turns the document's text into another, without their common beginning and end. */
function difference(document: TextDocument, target: string): TextEdit {
  const source = document.getText();
  const most = Math.min(source.length, target.length);
  let start = 0;
  while (start < most && source[start] === target[start]) start++;
  let end = 0;
  while (end < most - start && source[source.length - 1 - end] === target[target.length - 1 - end]) end++;
  return {
    range: rangeOf(document, { offset: start, length: source.length - end - start }),
    newText: target.slice(start, target.length - end),
  };
}
