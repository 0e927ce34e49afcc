import type { NodeEdit, TextEdit, WriteMode } from '../edit.ts';
import { writeJson } from '../json/write.ts';
import type { SyntaxNode } from '../node.ts';
import { originalOf } from './embedded.ts';
import type { EmbeddedJson } from './nodes.ts';

/** Tells the changes of HCL from those of JSON in heredocs, and writes the latter. */
export function splitEmbedded(
  edits: readonly NodeEdit[],
  mode: WriteMode,
): { readonly own: readonly NodeEdit[]; readonly embedded: readonly TextEdit[] } {
  const own: NodeEdit[] = [];
  const groups = new Map<EmbeddedJson, NodeEdit[]>();
  for (const edit of edits) {
    const json = originalOf(nodeOf(edit) as SyntaxNode)?.json;
    // A heredoc goes as a whole.
    if (!json || (edit.kind === 'remove' && edit.node === json.root)) {
      own.push(edit);
      continue;
    }
    const group = groups.get(json);
    if (group) group.push(inJson(edit));
    else groups.set(json, [inJson(edit)]);
  }
  const embedded = [...groups].flatMap(([{ document, offset }, group]) =>
    writeJson(document, group, mode).map((edit) => ({ ...edit, offset: edit.offset + offset })),
  );
  return { own, embedded };
}

function nodeOf(edit: NodeEdit): SyntaxNode | undefined {
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
