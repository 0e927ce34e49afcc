import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceDocument } from '../syntax/document.ts';
import { endOf, type ValueNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';

/** Folds objects, lists and comments, for editors that do not fold JSON themselves. */
export const folding: Feature = {
  capabilities: ({ options: { offersStructure = true } }) => (offersStructure ? { foldingRangeProvider: true } : {}),
  register(connection, workspace) {
    connection.onFoldingRanges(({ textDocument: { uri } }, token) => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested) return null;
      const { document } = open.analysis;
      // Editors fold YAML and HCL by their indentation, and most of such a file is not read.
      return document.language.id === 'json' ? foldsOf(open.document, document) : null;
    });
  },
};

/** The foldable ranges of a document. The line with the closing bracket stays visible. */
export function foldsOf(document: TextDocument, syntax: SourceDocument): FoldingRange[] {
  const folds: FoldingRange[] = [];
  const line = (offset: number) => document.positionAt(offset).line;
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
    if (endLine > startLine) folds.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  const visit = (node: ValueNode | undefined): void => {
    if (node?.kind !== 'object' && node?.kind !== 'array') return;
    add(line(node.offset), line(endOf(node)) - 1);
    if (node.kind === 'array') node.items.forEach(visit);
    else for (const property of node.properties) visit(property.value);
  };
  visit(syntax.root);
  let block: { start: number; end: number } | undefined;
  for (const comment of syntax.comments) {
    const [start, end] = [line(comment.offset), line(endOf(comment))];
    const alone = /^\s*$/.test(
      document.getText({ start: { line: start, character: 0 }, end: document.positionAt(comment.offset) }),
    );
    if (block && alone && start === block.end + 1) {
      block.end = end;
      continue;
    }
    if (block) add(block.start, block.end, FoldingRangeKind.Comment);
    block = { start, end };
  }
  if (block) add(block.start, block.end, FoldingRangeKind.Comment);
  return folds;
}
