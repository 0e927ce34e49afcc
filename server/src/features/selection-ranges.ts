import type { SelectionRange } from 'vscode-languageserver';
import type { SourceDocument } from '../syntax/document.ts';
import { locate } from '../syntax/locate.ts';
import { endOf, type Span, type SyntaxNode } from '../syntax/node.ts';
import type { Feature } from './feature.ts';
import { openTask } from './names/names.ts';
import { rangeOf } from './ranges.ts';

/** Selections that grow from a word to the whole file, for editors that do not know JSON themselves. */
export const selectionRanges: Feature = {
  capabilities: ({ options: { offersStructure = true } }) => (offersStructure ? { selectionRangeProvider: true } : {}),
  register(connection, workspace) {
    connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) => {
      const open = openTask(workspace(), uri);
      if (!open || token.isCancellationRequested) return null;
      const { document, analysis } = open;
      return positions.map((position) => {
        let selection: SelectionRange | undefined;
        for (const span of spansAt(analysis.document, document.offsetAt(position)).reverse()) {
          selection = { range: rangeOf(document, span), ...(selection ? { parent: selection } : {}) };
        }
        return selection ?? { range: { start: position, end: position } };
      });
    });
  },
};

/**
 * The spans around an offset, from the inside out: a text without its quotes, then with them, the node that holds it,
 * and what is between the brackets.
 */
export function spansAt(syntax: SourceDocument, offset: number): Span[] {
  const here = locate(syntax.root, offset);
  const spans: Span[] = [];
  const add = (span: Span) => {
    const last = spans.at(-1);
    const around =
      last === undefined || (span.offset <= last.offset && endOf(span) >= endOf(last) && span.length > last.length);
    if (around && offset >= span.offset && offset <= endOf(span)) spans.push(span);
  };
  const start: SyntaxNode | undefined = here && (here.onKey && here.property ? here.property.key : here.node);
  for (let node = start; node; node = node.parent) {
    if (node.kind === 'string' || node.kind === 'object' || node.kind === 'array') {
      add({ offset: node.offset + 1, length: Math.max(0, node.length - 2) });
    }
    add(node);
  }
  add({ offset: 0, length: syntax.text.length });
  return spans;
}
