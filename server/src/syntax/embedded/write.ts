import type { NodeEdit, TextEdit, WriteMode } from '../edit.ts';
import type { SyntaxNode } from '../node.ts';
import { type Embedded, originalOf } from './embedded.ts';
import { outsideEdit } from './notation.ts';

/** Tells the changes of a file from those of JSON in its texts, and writes the latter. */
export function splitEmbedded(
  edits: readonly NodeEdit[],
  mode: WriteMode,
): { readonly own: readonly NodeEdit[]; readonly embedded: readonly TextEdit[] } {
  const own: NodeEdit[] = [];
  const groups = new Map<Embedded, NodeEdit[]>();
  for (const edit of edits) {
    const embedded = originalOf(nodeOf(edit) as SyntaxNode)?.embedded;
    // A text goes as a whole.
    if (!embedded || (edit.kind === 'remove' && edit.node === embedded.root)) {
      own.push(edit);
      continue;
    }
    const group = groups.get(embedded);
    if (group) group.push(inJson(edit));
    else groups.set(embedded, [inJson(edit)]);
  }
  const embedded = [...groups].flatMap(([{ document, notation }, group]) =>
    document.language.write(document, group, mode).map((edit) => outsideEdit(notation, edit)),
  );
  return { own, embedded };
}

/** The node that an edit is about; undefined for the repair of a problem. */
export function nodeOf(edit: NodeEdit): SyntaxNode | undefined {
  switch (edit.kind) {
    case 'set':
      return edit.object;
    case 'insert':
      return edit.array;
    case 'remove':
    case 'replace':
    case 'wrap':
      return edit.node;
    case 'rename':
    case 'unwrap':
      return edit.property;
    case 'lift':
      return edit.item;
    case 'repair':
      return undefined;
  }
}

function original<N extends SyntaxNode>(node: N): N {
  return originalOf(node)?.node ?? node;
}

function inJson(edit: NodeEdit): NodeEdit {
  switch (edit.kind) {
    case 'set':
      return { ...edit, object: original(edit.object) };
    case 'insert':
      return { ...edit, array: original(edit.array) };
    case 'remove':
      return { ...edit, node: original(edit.node) };
    case 'replace':
    case 'wrap':
      return { ...edit, node: original(edit.node) };
    case 'rename':
    case 'unwrap':
      return { ...edit, property: original(edit.property) };
    case 'lift':
      return edit.over
        ? { ...edit, item: original(edit.item), over: original(edit.over) }
        : { ...edit, item: original(edit.item) };
    case 'repair':
      return edit;
  }
}
